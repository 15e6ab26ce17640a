#include "api/admin/activity/change_stream.h"

#include <stdexcept>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "admin/journal/changes.h"
#include "api/loop/await.h"

namespace provost::api::admin_api {
namespace {

using Outcome = std::variant<admin::Changes, admin::Trimmed>;

constexpr std::size_t changes_per_part = 500;
constexpr std::size_t changes_in_place_max = 100;
// Small compared with what a loop has to do for others.
constexpr std::size_t part_bytes_max = 512 * 1024;

// Written where it is read: on the read pool, unless there is little.
class ChangeStream final : public EventStream {
 public:
  ChangeStream(const AdminCall& call, std::int64_t after)
      : EventStream(call, identity::Permission::read_changes), after_(after) {}

 private:
  struct Part {
    std::string text;
    std::int64_t last_seq = 0;
    News news = News::none;
  };

  boost::asio::awaitable<News> load(std::string& out) override {
    const Result<Part> part = co_await read_part();
    if (part.has_error() && is_momentary(part.error())) {
      co_return News::none;
    }
    if (part.has_error()) {
      throw std::runtime_error(part.error().detail);
    }
    out += part->text;
    after_ = part->last_seq;
    is_behind_ = part->news == News::more;
    co_return part->news;
  }

  // While the stream is far behind, no loop starts to read it.
  boost::asio::awaitable<Result<Part>> read_part() const {
    const std::size_t limit = is_behind_ ? changes_per_part : changes_in_place_max;
    const auto work = [this, limit](store::Reader& reader) -> Result<Part> {
      TRY_ASSIGN(const Outcome outcome,
                 admin::changes_after(reader, after_, limit, part_bytes_max));
      return part_of(outcome);
    };
    if (is_behind_) {
      co_return co_await read_apart<Part>(loop().session, org_key(), work);
    }
    co_return co_await read<Part>(loop().session, org_key(), work);
  }

  Part part_of(const Outcome& outcome) const {
    if (const auto* trimmed = std::get_if<admin::Trimmed>(&outcome)) {
      return {
          fmt::format("event: gone\ndata: {{\"firstAvailable\":{}}}\n\n", trimmed->first_available),
          after_, News::over};
    }
    const auto& changes = std::get<admin::Changes>(outcome);
    Part part{{}, changes.last_seq, changes.has_more ? News::more : News::none};
    for (const json::Value& item : changes.items) {
      const json::Object& change = item.get_object();
      append_event(part.text, std::to_string(change.at("seq").to_number<std::int64_t>()), "change",
                   change);
    }
    return part;
  }

  std::int64_t after_;
  bool is_behind_ = true;  // until it has reached the end
};

}  // namespace

Result<http::Response> change_stream(const AdminCall& call, std::int64_t after) {
  return stream_reply(call, std::make_shared<ChangeStream>(call, after));
}

}  // namespace provost::api::admin_api
