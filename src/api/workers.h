#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "api/await.h"
#include "base/result.h"

namespace provost::api {

// Threads for work that no event loop may do: what keeps a processor busy (hashing a password) or
// waits for others (a request to an identity provider). The queue is bounded.
class Workers {
 public:
  Workers(std::size_t threads, std::size_t queue_max);
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  // `done` is called once: on the worker after `work`, which must not throw, or at once with
  // Code::overloaded when the queue is full or closed.
  void submit(std::function<void()> work, store::Done done);
  // Waits until everything submitted is done, and refuses what comes later.
  void drain();

 private:
  struct Unit {
    std::function<void()> work;
    store::Done done;
  };
  bool enqueue(Unit& unit);
  void loop();

  const std::size_t queue_max_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable idle_;
  std::deque<Unit> queue_;
  std::size_t running_ = 0;
  bool is_closed_ = false;
  bool is_stopping_ = false;
  std::vector<std::thread> threads_;
};

// Runs `work() -> Result<T>` on a worker; the coroutine goes on on its own loop with the result.
// What `work` throws is thrown again there.
template <class T, class Work>
boost::asio::awaitable<Result<T>> apart(Workers& workers, Work work) {
  std::optional<Result<T>> result;
  std::exception_ptr fault;
  const auto unit = [&] {
    try {
      result.emplace(work());
    } catch (...) {
      fault = std::current_exception();
    }
  };
  const Result<void> done = co_await detail::wait_for_done(
      [&](store::Done&& then) { workers.submit(unit, std::move(then)); });
  if (done.has_error()) {
    co_return done.error();
  }
  if (fault) {
    std::rethrow_exception(fault);
  }
  co_return std::move(*result);
}

}  // namespace provost::api
