#pragma once

#include <optional>
#include <utility>

#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/result.h"
#include "store/store.h"

// Units of work as seen from a coroutine on an event loop. The store says where they run; the
// coroutine goes on on its own loop with the result.
namespace provost::api {
namespace detail {

// Waits for something that ends in a store::Done. `start` must lead to exactly one call.
template <class Start>
boost::asio::awaitable<Result<void>> wait_for_done(Start start) {
  const auto executor = co_await boost::asio::this_coro::executor;
  co_return co_await boost::asio::async_initiate<const boost::asio::use_awaitable_t<>,
                                                 void(Result<void>)>(
      [&start, executor](auto handler) {
        // std::function wants copies, the handler can only be moved.
        auto shared = std::make_shared<decltype(handler)>(std::move(handler));
        start([shared, executor](Result<void> outcome) {
          boost::asio::post(executor, [shared, outcome = std::move(outcome)]() mutable {
            std::move (*shared)(std::move(outcome));
          });
        });
      },
      boost::asio::use_awaitable);
}

}  // namespace detail

// Runs `work(Reader&) -> Result<T>` on the read pool: for work that is known to look at many rows,
// so that no loop begins what it cannot end.
template <class T, class Work>
boost::asio::awaitable<Result<T>> read_apart(store::Session& session, store::OrgKey org,
                                             Work work) {
  std::optional<Result<T>> result;
  const auto unit = [&](store::Reader& reader) { result.emplace(work(reader)); };
  const Result<void> done = co_await detail::wait_for_done(
      [&](store::Done&& then) { session.read_later(org, unit, std::move(then)); });
  if (done.has_error()) {
    co_return done.error();
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

// Runs `work(Writer&) -> Result<T>` on the writer; the coroutine goes on after the commit is on
// disk.
template <class T, class Work>
boost::asio::awaitable<Result<T>> write(store::Session& session, store::OrgKey org, Work work) {
  std::optional<T> value;
  const auto unit = [&](store::Writer& writer) -> Result<void> {
    Result<T> result = work(writer);
    if (result.has_error()) {
      return std::move(result).error();
    }
    value.emplace(std::move(result).value());
    return {};
  };
  const Result<void> done = co_await detail::wait_for_done(
      [&](store::Done&& then) { session.write(org, unit, std::move(then)); });
  if (done.has_error()) {
    co_return done.error();
  }
  co_return std::move(*value);
}

// The same for what stands above organisations: `work(CatalogueWriter&) -> Result<T>`.
template <class T, class Work>
boost::asio::awaitable<Result<T>> write_catalogue(store::Session& session, Work work) {
  std::optional<T> value;
  const auto unit = [&](store::CatalogueWriter& catalogue) -> Result<void> {
    Result<T> result = work(catalogue);
    if (result.has_error()) {
      return std::move(result).error();
    }
    value.emplace(std::move(result).value());
    return {};
  };
  const Result<void> done = co_await detail::wait_for_done(
      [&](store::Done&& then) { session.catalogue_write(unit, std::move(then)); });
  if (done.has_error()) {
    co_return done.error();
  }
  co_return std::move(*value);
}

}  // namespace provost::api
