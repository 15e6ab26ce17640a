#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include <boost/asio/awaitable.hpp>

#include "api/admin/call.h"
#include "api/admin/standing.h"
#include "api/loop/stream_places.h"
#include "http/body_source.h"

namespace provost::api::admin_api {

// Whether the client asks for server-sent events.
bool wants_stream(const AdminCall& call);

// What streams of an organisation's news have in common: they begin with a comment, look again a
// moment later while there is nothing, show every 15 seconds by a comment that they live, and end
// when the server stops or when the caller's credential, right or organisation is gone.
class EventStream : public http::BodySource {
 public:
  EventStream(const AdminCall& call, identity::Permission permission);
  EventStream(const EventStream&) = delete;
  EventStream& operator=(const EventStream&) = delete;

  // It has this place until it ends.
  void keep(StreamPlace place) { place_ = std::move(place); }
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
  StreamPlace place_;
  Standing standing_;
  bool is_open_ = false;
  bool looks_at_once_ = true;
  std::chrono::steady_clock::time_point last_sent_ = std::chrono::steady_clock::now();
};

// Whether an error only says that there is too much to do now: the stream looks again later.
inline bool is_momentary(const Error& error) {
  return error.code == Code::overloaded || error.code == Code::too_many_requests;
}

// One event, with its number or id for Last-Event-ID.
void append_event(std::string& out, std::string_view id, std::string_view event,
                  const json::Object& data);

// The answer that a stream is. Code::too_many_requests, Code::overloaded: StreamPlaces::take().
Result<http::Response> stream_reply(const AdminCall& call,
                                    const std::shared_ptr<EventStream>& stream);

}  // namespace provost::api::admin_api
