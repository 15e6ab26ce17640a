#include "api/admin/event_stream.h"

#include <utility>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

namespace provost::api::admin_api {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::chrono::milliseconds poll_every{250};
constexpr std::chrono::seconds heartbeat_every{15};
// Clients of server-sent events skip this.
constexpr std::string_view comment = ":\n\n";

}  // namespace

bool wants_stream(const AdminCall& call) {
  return call.request.header("Accept").find("text/event-stream") != std::string_view::npos;
}

EventStream::EventStream(const AdminCall& call, identity::Permission permission)
    : loop_(call.loop), standing_(call, permission) {}

// Sends a comment before looking for events: many proxies hold back the head of an answer until its
// body begins, and a client would show "connecting" until the first event.
boost::asio::awaitable<bool> EventStream::next(std::string& out) {
  if (!std::exchange(is_open_, true)) {
    out += comment;
    co_return true;
  }
  if (!std::exchange(looks_at_once_, false)) {
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, poll_every);
    co_await timer.async_wait(boost::asio::use_awaitable);
  }
  if (!standing_.holds()) {
    co_return false;
  }
  const News news = co_await load(out);
  looks_at_once_ = news == News::more;
  keep_alive(out);
  co_return news != News::over;
}

void EventStream::keep_alive(std::string& out) {
  const Steady::time_point now = Steady::now();
  if (out.empty() && now - last_sent_ >= heartbeat_every) {
    out += comment;
  }
  last_sent_ = out.empty() ? last_sent_ : now;
}

void append_event(std::string& out, std::string_view id, std::string_view event,
                  const json::Object& data) {
  out += fmt::format("id: {}\nevent: {}\ndata: ", id, event);
  json::append(out, data);
  out += "\n\n";
}

Result<http::Response> stream_reply(const AdminCall& call,
                                    const std::shared_ptr<EventStream>& stream) {
  TRY_ASSIGN(StreamPlace place, call.loop.streams.take(call.org_key(), call.caller));
  stream->keep(std::move(place));
  http::Response response;
  // nginx would buffer events until its own buffer is full.
  response.headers = {{"Content-Type", "text/event-stream"},
                      {"Cache-Control", "no-store"},
                      {"X-Accel-Buffering", "no"}};
  response.source = stream;
  return response;
}

}  // namespace provost::api::admin_api
