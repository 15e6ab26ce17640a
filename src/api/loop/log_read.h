#pragma once

#include <optional>
#include <utility>

#include "api/loop/await.h"
#include "log/log.h"

namespace provost::api {

// Runs `work(log::Reader&) -> Result<T>` on a reading thread of the log, in the line of that
// organisation; the coroutine continues on its own loop with the result.
template <class T, class Work>
boost::asio::awaitable<Result<T>> read_log(log::Log& log, store::OrgKey org, Work work) {
  std::optional<Result<T>> result;
  detail::Client client;
  const auto unit = [&](log::Reader& reader) {
    if (!client.is_gone()) {
      result.emplace(work(reader));
    }
  };
  const Result<void> done = co_await detail::wait_for_done(
      client, [&](log::Done then) { log.read_later(org, unit, std::move(then)); });
  if (done.has_error()) {
    co_return done.error();
  }
  if (!result) {
    co_return detail::client_gone();
  }
  co_return std::move(*result);
}

}  // namespace provost::api
