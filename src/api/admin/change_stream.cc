#include "api/admin/change_stream.h"

#include <stdexcept>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "admin/changes.h"
#include "api/await.h"

namespace provost::api::admin_api {
namespace {

using Outcome = std::variant<admin::Changes, admin::Trimmed>;

constexpr std::size_t changes_per_part = 500;

class ChangeStream final : public EventStream {
 public:
  ChangeStream(const AdminCall& call, std::int64_t after)
      : EventStream(call, admin::Permission::read_changes), after_(after) {}

 private:
  boost::asio::awaitable<News> load(std::string& out) override {
    const auto work = [this](store::Reader& reader) {
      return admin::changes_after(reader, after_, changes_per_part);
    };
    Result<Outcome> outcome = co_await read<Outcome>(loop().session, org_key(), work);
    if (outcome.has_error() && is_momentary(outcome.error())) {
      co_return News::none;
    }
    if (outcome.has_error()) {
      throw std::runtime_error(outcome.error().detail);
    }
    co_return take(*outcome, out);
  }

  News take(const Outcome& outcome, std::string& out) {
    if (const auto* trimmed = std::get_if<admin::Trimmed>(&outcome)) {
      out +=
          fmt::format("event: gone\ndata: {{\"firstAvailable\":{}}}\n\n", trimmed->first_available);
      return News::over;
    }
    const auto& changes = std::get<admin::Changes>(outcome);
    for (const json::Value& item : changes.items) {
      const json::Object& change = item.get_object();
      append_event(out, std::to_string(change.at("seq").to_number<std::int64_t>()), "change",
                   change);
    }
    after_ = changes.last_seq;
    return changes.has_more ? News::more : News::none;
  }

  std::int64_t after_;
};

}  // namespace

Result<http::Response> change_stream(const AdminCall& call, std::int64_t after) {
  return stream_reply(call, std::make_shared<ChangeStream>(call, after));
}

}  // namespace provost::api::admin_api
