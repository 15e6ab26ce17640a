#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <boost/asio/awaitable.hpp>

#include "api/loop/loop.h"
#include "api/loop/workers.h"
#include "base/result.h"
#include "http/message.h"

// Room for what is large: bytes of the shared budget, and a thread that is not an event loop
// (design §2.24).
namespace provost::api {

// Whose bytes those of an operator are; no organisation is called so.
inline constexpr std::string_view operators_share = "/operators";

// Whether a request of that share may begin: nothing was done when it may not.
// Code::too_many_requests when its own requests and answers hold all that they may,
// Code::overloaded when those of all do.
Result<void> check_room(const Loop& loop, std::string_view share);

// Holds so many bytes of an answer until it has been sent; null when they are too few to count. A
// request that changed nothing is refused when there is no room, with the same errors; the result
// of a change must be sent.
Result<std::shared_ptr<ByteBudget::Hold>> hold_bytes(const Loop& loop, std::string_view share,
                                                     bool is_read, std::size_t bytes);
// The same for an answer that is there, if nobody holds it yet.
Result<void> hold_answer(const Loop& loop, std::string_view share, bool is_read,
                         http::Response& response);

// Runs `work() -> Result<T>` in place, or on a worker, in the turn of that share, when so many
// bytes would delay the loop's other connections.
template <class T, class Work>
boost::asio::awaitable<Result<T>> work_on_bytes(const Loop& loop, std::string_view share,
                                                std::size_t bytes, Work work) {
  if (bytes <= loop.settings.bytes_on_loop_max) {
    co_return work();
  }
  co_return co_await apart<T>(loop.large, std::string(share), std::move(work));
}

}  // namespace provost::api
