#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <utility>

#include <boost/asio/awaitable.hpp>

#include "base/result.h"
#include "store/store.h"

// Units of work as seen from a coroutine on an event loop. The store says where they run; the
// coroutine continues on its own loop with the result. Work is dropped if the client has gone
// before its turn; work in progress is finished, since it may already be on disk.
namespace provost::api {
namespace detail {

// Whether the client is still there. The loop cancels the coroutine's wait when it has gone; the
// working thread checks.
class Client {
 public:
  bool is_gone() const { return is_gone_.load(std::memory_order_relaxed); }
  void leave() { is_gone_.store(true, std::memory_order_relaxed); }

 private:
  std::atomic<bool> is_gone_{false};
};

inline Error client_gone() {
  Error error(Code::overloaded,
              "the connection was closed before the turn of this request came; nothing was done");
  error.retry_after_s = 1;
  return error;
}

// What ends in a store::Done, which it is given: it must lead to exactly one call.
using Start = std::function<void(store::Done)>;

// Starts that and waits for its end; the coroutine continues on its own loop. The client must
// outlive the call. Not a template: what Asio makes of a wait takes a compiler a second each time.
boost::asio::awaitable<Result<void>> wait_for_done(Client& client, Start start);

}  // namespace detail

// Runs `work(Reader&) -> Result<T>` on the read pool: for work that is known to read many rows, so
// that no loop starts work it cannot finish.
template <class T, class Work>
boost::asio::awaitable<Result<T>> read_apart(store::Session& session, store::OrgKey org,
                                             Work work) {
  std::optional<Result<T>> result;
  detail::Client client;
  const auto unit = [&](store::Reader& reader) {
    if (!client.is_gone()) {
      result.emplace(work(reader));
    }
  };
  const Result<void> done = co_await detail::wait_for_done(
      client, [&](store::Done then) { session.read_later(org, unit, std::move(then)); });
  if (done.has_error()) {
    co_return done.error();
  }
  if (!result) {
    co_return detail::client_gone();
  }
  co_return std::move(*result);
}

// Runs `work(Reader&) -> Result<T>` on a snapshot of the organisation: in place when it is small
// enough, else on the read pool.
template <class T, class Work>
boost::asio::awaitable<Result<T>> read(store::Session& session, store::OrgKey org, Work work) {
  std::optional<Result<T>> result;
  if (session.read_now(org, [&](store::Reader& reader) { result.emplace(work(reader)); })) {
    co_return std::move(*result);
  }
  co_return co_await read_apart<T>(session, org, std::move(work));
}

// Runs `work(Writer&) -> Result<T>` on the writer; the coroutine continues after the commit is on
// disk.
template <class T, class Work>
boost::asio::awaitable<Result<T>> write(store::Session& session, store::OrgKey org, Work work) {
  std::optional<T> value;
  detail::Client client;
  const auto unit = [&](store::Writer& writer) -> Result<void> {
    if (client.is_gone()) {
      return detail::client_gone();
    }
    Result<T> result = work(writer);
    if (result.has_error()) {
      return std::move(result).error();
    }
    value.emplace(std::move(result).value());
    return {};
  };
  const Result<void> done = co_await detail::wait_for_done(
      client, [&](store::Done then) { session.write(org, unit, std::move(then)); });
  if (done.has_error()) {
    co_return done.error();
  }
  co_return std::move(*value);
}

// The same for what stands above organisations: `work(CatalogueWriter&) -> Result<T>`.
template <class T, class Work>
boost::asio::awaitable<Result<T>> write_catalogue(store::Session& session, Work work) {
  std::optional<T> value;
  detail::Client client;
  const auto unit = [&](store::CatalogueWriter& catalogue) -> Result<void> {
    if (client.is_gone()) {
      return detail::client_gone();
    }
    Result<T> result = work(catalogue);
    if (result.has_error()) {
      return std::move(result).error();
    }
    value.emplace(std::move(result).value());
    return {};
  };
  const Result<void> done = co_await detail::wait_for_done(
      client, [&](store::Done then) { session.catalogue_write(unit, std::move(then)); });
  if (done.has_error()) {
    co_return done.error();
  }
  co_return std::move(*value);
}

}  // namespace provost::api
