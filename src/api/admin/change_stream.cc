#include "api/admin/change_stream.h"

#include <chrono>
#include <stdexcept>
#include <utility>
#include <variant>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include "admin/changes.h"
#include "api/admit.h"
#include "api/await.h"

namespace provost::api::admin_api {
namespace {

using Steady = std::chrono::steady_clock;
using Outcome = std::variant<admin::Changes, admin::Trimmed>;

constexpr std::chrono::milliseconds poll_every{250};
constexpr std::chrono::seconds heartbeat_every{15};
constexpr std::size_t changes_per_part = 500;

// A place among the streams of a loop.
class StreamPlace {
 public:
  explicit StreamPlace(std::shared_ptr<std::size_t> count) : count_(std::move(count)) { ++*count_; }
  ~StreamPlace() { --*count_; }
  StreamPlace(const StreamPlace&) = delete;
  StreamPlace& operator=(const StreamPlace&) = delete;

 private:
  std::shared_ptr<std::size_t> count_;
};

void append_event(std::string& out, const json::Object& change) {
  out += fmt::format("id: {}\nevent: change\ndata: ", change.at("seq").to_number<std::int64_t>());
  json::append(out, change);
  out += "\n\n";
}

class ChangeStream final : public http::BodySource {
 public:
  ChangeStream(const AdminCall& call, std::int64_t after)
      : loop_(call.loop),
        place_(call.loop.streams),
        org_(call.org),
        caller_(call.caller),
        credential_(presented_by(call.request).text),
        after_(after) {}

  bool is_endless() const override { return true; }

  // Gives what is there at once, and otherwise looks again a moment later.
  boost::asio::awaitable<bool> next(std::string& out) override {
    if (!std::exchange(is_first_, false) && !has_more_) {
      boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, poll_every);
      co_await timer.async_wait(boost::asio::use_awaitable);
    }
    if (!is_still_allowed()) {
      co_return false;
    }
    const auto work = [this](store::Reader& reader) {
      return admin::changes_after(reader, after_, changes_per_part);
    };
    Result<Outcome> outcome = co_await read<Outcome>(loop_.session, org_->org.key, work);
    if (outcome.has_error()) {
      throw std::runtime_error(outcome.error().detail);
    }
    co_return take(*outcome, out);
  }

 private:
  // The credential lives, and its caller, who may have become another kind of member, may still
  // read changes of this organisation, which is still there.
  bool is_still_allowed() const {
    const std::optional<admin::Caller> caller = caller_by(loop_.directory, credential_);
    const auto org = loop_.directory.find(org_->org.id.str());
    return caller && caller->actor() == caller_.actor() &&
           admin::may(caller->kind, admin::Permission::read_changes) && org &&
           org->org.key == org_->org.key;
  }

  bool take(const Outcome& outcome, std::string& out) {
    if (const auto* trimmed = std::get_if<admin::Trimmed>(&outcome)) {
      out +=
          fmt::format("event: gone\ndata: {{\"firstAvailable\":{}}}\n\n", trimmed->first_available);
      return false;
    }
    const auto& changes = std::get<admin::Changes>(outcome);
    for (const json::Value& change : changes.items) {
      append_event(out, change.get_object());
    }
    after_ = changes.last_seq;
    has_more_ = changes.has_more;
    keep_alive(out);
    return true;
  }

  void keep_alive(std::string& out) {
    const Steady::time_point now = Steady::now();
    if (out.empty() && now - last_sent_ >= heartbeat_every) {
      out += ":\n\n";
    }
    last_sent_ = out.empty() ? last_sent_ : now;
  }

  const Loop& loop_;
  StreamPlace place_;
  std::shared_ptr<const OrgSnapshot> org_;
  admin::Caller caller_;
  std::string credential_;
  std::int64_t after_;
  bool is_first_ = true;
  bool has_more_ = false;
  Steady::time_point last_sent_ = Steady::now();
};

}  // namespace

bool wants_stream(const AdminCall& call) {
  return call.request.header("Accept").find("text/event-stream") != std::string_view::npos;
}

Result<http::Response> change_stream(const AdminCall& call, std::int64_t after) {
  if (*call.loop.streams >= streams_per_loop_max) {
    Error error(Code::overloaded,
                "too many streams of changes are open; try again later, or ask "
                "for changes without Accept: text/event-stream");
    error.retry_after_s = 30;
    return error;
  }
  http::Response response;
  response.headers = {{"Content-Type", "text/event-stream"}, {"Cache-Control", "no-store"}};
  response.source = std::make_shared<ChangeStream>(call, after);
  return response;
}

}  // namespace provost::api::admin_api
