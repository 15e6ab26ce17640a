#pragma once

#include <optional>
#include <utility>

#include "api/await.h"
#include "log/log.h"

namespace provost::api {

// Runs `work(log::Reader&) -> Result<T>` on the log's reading thread; the coroutine goes on on its
// own loop with the result.
template <class T, class Work>
boost::asio::awaitable<Result<T>> read_log(log::Log& log, Work work) {
  std::optional<Result<T>> result;
  const auto unit = [&](log::Reader& reader) { result.emplace(work(reader)); };
  const Result<void> done = co_await detail::wait_for_done(
      [&](log::Done&& then) { log.read_later(unit, std::move(then)); });
  if (done.has_error()) {
    co_return done.error();
  }
  co_return std::move(*result);
}

}  // namespace provost::api
