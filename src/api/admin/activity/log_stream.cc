#include "api/admin/activity/log_stream.h"

#include <stdexcept>
#include <utility>

#include "api/admin/activity/log_answers.h"
#include "api/loop/log_read.h"

namespace provost::api::admin_api {
namespace {

constexpr std::size_t entries_per_part = 200;

class LogStream final : public EventStream {
 public:
  LogStream(const AdminCall& call, const log::Query& query, std::int64_t place)
      : EventStream(call, identity::Permission::read_log), query_(query), place_(place) {
    query_.limit = entries_per_part;
  }

 private:
  boost::asio::awaitable<News> load(std::string& out) override {
    const auto work = [this](log::Reader& reader) -> Result<log::Tail> {
      return reader.tail(org_key(), query_, place_);
    };
    const Result<log::Tail> tail = co_await read_log<log::Tail>(loop().log, org_key(), work);
    if (tail.has_error() && is_momentary(tail.error())) {
      co_return News::none;
    }
    if (tail.has_error()) {
      throw std::runtime_error(tail.error().detail);
    }
    const Result<json::Array> events = co_await describe_entries(loop(), org_key(), tail->items);
    if (events.has_error() && is_momentary(events.error())) {
      co_return News::none;
    }
    if (events.has_error()) {
      throw std::runtime_error(events.error().detail);
    }
    for (const json::Value& event : *events) {
      append_event(out, event.at("id").as_string(), "entry", event.get_object());
    }
    place_ = tail->place;
    co_return tail->has_more ? News::more : News::none;
  }

  log::Query query_;
  std::int64_t place_;
};

}  // namespace

Result<http::Response> log_stream(const AdminCall& call, const log::Query& query,
                                  std::int64_t place) {
  return stream_reply(call, std::make_shared<LogStream>(call, query, place));
}

}  // namespace provost::api::admin_api
