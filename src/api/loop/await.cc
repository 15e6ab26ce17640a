#include "api/loop/await.h"

#include <memory>

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/cancellation_type.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace provost::api::detail {

boost::asio::awaitable<Result<void>> wait_for_done(Client& client, Start start) {
  const auto executor = co_await boost::asio::this_coro::executor;
  co_return co_await boost::asio::async_initiate<const boost::asio::use_awaitable_t<>,
                                                 void(Result<void>)>(
      [&start, &client, executor](auto handler) {
        // The slot forgets this when the coroutine continues.
        auto slot = boost::asio::get_associated_cancellation_slot(handler);
        if (slot.is_connected()) {
          slot.assign([&client](boost::asio::cancellation_type) { client.leave(); });
        }
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

}  // namespace provost::api::detail
