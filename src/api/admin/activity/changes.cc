#include "admin/journal/changes.h"

#include <charconv>
#include <variant>

#include <fmt/format.h>

#include "api/admin/activity/change_stream.h"
#include "api/admin/handlers.h"
#include "api/admin/page.h"
#include "api/loop/await.h"

namespace provost::api::admin_api {
namespace {

// Longer than any that we issued.
constexpr std::size_t last_event_bytes_max = 100;

// Written where it is read; with many changes that is not an event loop.
struct Shown {
  std::optional<std::int64_t> gone_before;  // entries that the follower still needs
  std::int64_t last_seq = 0;
  std::string body;
};

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

// A reconnecting client of server-sent events says in a header where it was.
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
                        {"detail", fmt::format("changes before number {} have been deleted; read "
                                               "the members again, then follow from there",
                                               first_available)},
                        {"firstAvailable", first_available}});
  response.headers.front().value = "application/problem+json";
  return response;
}

Result<Shown> read_changes(store::Reader& reader, std::optional<std::int64_t> after,
                           std::size_t limit) {
  TRY_ASSIGN(auto outcome, admin::changes_after(reader, after, limit));
  if (const auto* trimmed = std::get_if<admin::Trimmed>(&outcome)) {
    return Shown{trimmed->first_available, 0, {}};
  }
  auto& changes = std::get<admin::Changes>(outcome);
  return Shown{{},
               changes.last_seq,
               json::write(json::Object{{"items", std::move(changes.items)},
                                        {"lastSeq", changes.last_seq},
                                        {"hasMore", changes.has_more}})};
}

Answer answer_with(const AdminCall& call, std::optional<std::int64_t> after, std::size_t limit) {
  const auto work = [&](store::Reader& reader) { return read_changes(reader, after, limit); };
  const bool is_stream = limit == 0;
  std::optional<Result<Shown>> found;
  if (limit > page_items_in_place_max) {
    found = co_await read_apart<Shown>(call.loop.session, call.org_key(), work);
  } else {
    found = co_await read<Shown>(call.loop.session, call.org_key(), work);
  }
  CO_TRY_ASSIGN(Shown shown, std::move(*found));
  if (shown.gone_before) {
    co_return gone_reply(*shown.gone_before);
  }
  if (is_stream) {
    co_return change_stream(call, shown.last_seq);
  }
  http::Response response = json_reply(200, json::Object());
  response.body = std::move(shown.body);
  co_return response;
}

}  // namespace

Answer list_changes(AdminCall& call) {
  CO_TRY_ASSIGN(const Page page, page_of(call));
  const bool is_stream = wants_stream(call);
  CO_TRY_ASSIGN(const auto after, after_of(call, is_stream));
  co_return co_await answer_with(call, after, is_stream ? 0 : page.limit);
}

}  // namespace provost::api::admin_api
