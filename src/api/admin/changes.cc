#include "admin/changes.h"

#include <charconv>
#include <variant>

#include <fmt/format.h>

#include "api/admin/change_stream.h"
#include "api/admin/handlers.h"
#include "api/admin/page.h"
#include "api/await.h"

namespace provost::api::admin_api {
namespace {

// Longer than any that we gave.
constexpr std::size_t last_event_bytes_max = 100;

using Outcome = std::variant<admin::Changes, admin::Trimmed>;

Result<std::int64_t> read_number(std::string_view name, std::string_view text) {
  std::int64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, fault] = std::from_chars(text.data(), end, number);
  if (fault != std::errc() || stop != end || number < 0) {
    return Error(Code::invalid_value,
                 fmt::format("{} is the number of a change or 0, not \"{}\"", name, text));
  }
  return number;
}

// A client of server-sent events that comes back says in a header where it was.
Result<std::optional<std::int64_t>> after_of(const AdminCall& call, bool is_stream) {
  const std::string last_event = call.request.text("Last-Event-ID", last_event_bytes_max);
  if (is_stream && !last_event.empty()) {
    TRY_ASSIGN(const std::int64_t number, read_number("Last-Event-ID", last_event));
    return std::optional(number);
  }
  const std::string* text = parameter_of(call, "after");
  if (text == nullptr) {
    return std::optional<std::int64_t>();
  }
  TRY_ASSIGN(const std::int64_t number, read_number("after", *text));
  return std::optional(number);
}

http::Response gone_reply(std::int64_t first_available) {
  http::Response response = json_reply(
      410, json::Object{{"title", "Gone"},
                        {"status", 410},
                        {"detail", fmt::format("changes before number {} are kept no longer; read "
                                               "the members anew and follow from there",
                                               first_available)},
                        {"firstAvailable", first_available}});
  response.headers.front().value = "application/problem+json";
  return response;
}

http::Response changes_reply(admin::Changes changes) {
  return json_reply(200, json::Object{{"items", std::move(changes.items)},
                                      {"lastSeq", changes.last_seq},
                                      {"hasMore", changes.has_more}});
}

}  // namespace

Answer list_changes(AdminCall& call) {
  CO_TRY_ASSIGN(const Page page, page_of(call));
  const bool is_stream = wants_stream(call);
  CO_TRY_ASSIGN(const auto after, after_of(call, is_stream));
  const std::size_t limit = is_stream ? 0 : page.limit;
  const auto work = [&](store::Reader& reader) {
    return admin::changes_after(reader, after, limit);
  };
  CO_TRY_ASSIGN(Outcome outcome, co_await read<Outcome>(call.loop.session, call.org_key(), work));
  if (const auto* trimmed = std::get_if<admin::Trimmed>(&outcome)) {
    co_return gone_reply(trimmed->first_available);
  }
  auto& changes = std::get<admin::Changes>(outcome);
  if (is_stream) {
    co_return change_stream(call, changes.last_seq);
  }
  co_return changes_reply(std::move(changes));
}

}  // namespace provost::api::admin_api
