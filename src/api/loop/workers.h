#pragma once

#include <cstddef>
#include <exception>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "api/loop/await.h"
#include "base/line_workers.h"
#include "base/result.h"

namespace provost::api {

// Threads for work that no event loop may do: what keeps a processor busy (hashing a password) or
// waits for others (a request to an identity provider). It waits in lines that take turns, one for
// each organisation or address.
class Workers {
 public:
  Workers(std::size_t threads, const LineLimits& limits) : workers_(threads, limits) {}

  // `done` is called once: on the worker after `work`, which must not throw, or at once with
  // Code::too_many_requests when the line has its share, and with Code::overloaded when there is
  // no room or the workers have ended.
  void submit(const std::string& line, std::function<void()> work, const store::Done& done);
  // Waits until everything submitted is done, and refuses new work.
  void drain() { workers_.drain(); }

 private:
  LineWorkers<std::string> workers_;
};

// Runs `work() -> Result<T>` on a worker; the coroutine continues on its own loop with the result.
// What `work` throws is thrown again there.
template <class T, class Work>
boost::asio::awaitable<Result<T>> apart(Workers& workers, const std::string& line, Work work) {
  std::optional<Result<T>> result;
  std::exception_ptr fault;
  detail::Client client;
  const auto unit = [&] {
    if (client.is_gone()) {
      return;
    }
    try {
      result.emplace(work());
    } catch (...) {
      fault = std::current_exception();
    }
  };
  const Result<void> done = co_await detail::wait_for_done(
      client, [&](const store::Done& then) { workers.submit(line, unit, then); });
  if (done.has_error()) {
    co_return done.error();
  }
  if (fault) {
    std::rethrow_exception(fault);
  }
  if (!result) {
    co_return detail::client_gone();
  }
  co_return std::move(*result);
}

}  // namespace provost::api
