#include "admin/audit.h"

#include <charconv>

#include <fmt/format.h>

#include "api/admin/audit_query.h"
#include "api/admin/handlers.h"
#include "api/admin/page.h"
#include "api/await.h"
#include "base/rfc3339.h"

namespace provost::api::admin_api {
namespace {

std::string text_of(const AdminCall& call, std::string_view name) {
  const std::string* text = parameter_of(call, name);
  return text == nullptr ? std::string() : *text;
}

Result<std::optional<Timestamp>> time_of(const AdminCall& call, std::string_view name) {
  const std::string* text = parameter_of(call, name);
  if (text == nullptr) {
    return std::optional<Timestamp>();
  }
  const std::optional<Instant> instant = parse_date_time(*text);
  if (!instant) {
    return Error(
        Code::invalid_value,
        fmt::format("{} is a date and time like 2026-11-24T06:02:00Z, not \"{}\"", name, *text));
  }
  return std::optional(Timestamp{instant->seconds * 1000 + instant->nanoseconds / 1'000'000});
}

std::optional<std::int64_t> number_in(const std::optional<std::string>& text) {
  if (!text) {
    return std::nullopt;
  }
  std::int64_t number = 0;
  std::from_chars(text->data(), text->data() + text->size(), number);
  return number;
}

}  // namespace

Result<admin::AuditQuery> audit_query_of(const AdminCall& call) {
  admin::AuditQuery query{.type = text_of(call, "type"),
                          .actor = text_of(call, "actor"),
                          .target = text_of(call, "target"),
                          .since = {},
                          .until = {}};
  TRY_ASSIGN(query.since, time_of(call, "since"));
  TRY_ASSIGN(query.until, time_of(call, "until"));
  return query;
}

Answer list_audit_events(AdminCall& call) {
  CO_TRY_ASSIGN(const Page page, page_of(call));
  CO_TRY_ASSIGN(const admin::AuditQuery query, audit_query_of(call));
  const auto work = [&](store::Reader& reader) -> Result<WrittenPage> {
    const admin::AuditPage found =
        admin::audit_page(reader, query, number_in(page.after), page.limit);
    return WrittenPage{json::write(found.items),
                       found.next ? std::optional(std::to_string(*found.next)) : std::nullopt};
  };
  std::optional<Result<WrittenPage>> found;
  if (page.limit > page_items_in_place_max) {
    found = co_await read_apart<WrittenPage>(call.loop.session, call.org_key(), work);
  } else {
    found = co_await read<WrittenPage>(call.loop.session, call.org_key(), work);
  }
  CO_TRY_ASSIGN(const WrittenPage written, std::move(*found));
  co_return page_reply(call, written);
}

}  // namespace provost::api::admin_api
