#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include <boost/asio/awaitable.hpp>

#include "api/admin/call.h"
#include "api/admin/standing.h"
#include "http/body_source.h"

namespace provost::api::admin_api {

// How many streams an event loop may have: each asks for news again and again.
inline constexpr std::size_t streams_per_loop_max = 100;

// Whether the client asks for server-sent events.
bool wants_stream(const AdminCall& call);

// What streams of an organisation's news have in common: they begin with a comment, look again a
// moment later while there is nothing, show every 15 seconds by a comment that they live, and end
// when the server stops or when the caller's credential, right or organisation is gone.
class EventStream : public http::BodySource {
 public:
  EventStream(const AdminCall& call, admin::Permission permission);
  ~EventStream() override;
  EventStream(const EventStream&) = delete;
  EventStream& operator=(const EventStream&) = delete;

  bool is_endless() const override { return true; }
  boost::asio::awaitable<bool> next(std::string& out) override;

 protected:
  enum class News { none, more, over };
  // Appends what is new: `more` when there is more to be had at once. Throws when it cannot be
  // read.
  virtual boost::asio::awaitable<News> load(std::string& out) = 0;

  const Loop& loop() const { return loop_; }
  store::OrgKey org_key() const { return standing_.org_key(); }

 private:
  void keep_alive(std::string& out);

  const Loop& loop_;
  std::shared_ptr<std::size_t> streams_;
  Standing standing_;
  bool is_open_ = false;
  bool looks_at_once_ = true;
  std::chrono::steady_clock::time_point last_sent_ = std::chrono::steady_clock::now();
};

// One event, with its number or id for Last-Event-ID.
void append_event(std::string& out, std::string_view id, std::string_view event,
                  const json::Object& data);

// The answer that a stream is. Code::overloaded when the loop has as many as it may.
Result<http::Response> stream_reply(const AdminCall& call,
                                    const std::shared_ptr<EventStream>& stream);

}  // namespace provost::api::admin_api
