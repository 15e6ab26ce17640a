#include "admin/audit/audit.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "api/admin/activity/audit_query.h"
#include "api/admin/handlers.h"
#include "api/admin/list.h"
#include "api/admin/page.h"
#include "api/loop/await.h"
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

// "session,sign_in": any of them.
Result<std::vector<std::string>> types_of(const AdminCall& call) {
  constexpr std::size_t types_max = 8;
  std::vector<std::string> types;
  const std::string text = text_of(call, "type");
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find(',', from), text.size());
    if (end > from) {
      types.push_back(text.substr(from, end - from));
    }
    from = end + 1;
  }
  if (types.size() > types_max) {
    return Error(Code::invalid_value, fmt::format("type names more than {} types", types_max));
  }
  return types;
}

// How far a text search has looked.
std::string describe_search(const admin::AuditNames& names, std::optional<Timestamp> since) {
  return R"(,"search":)" +
         json::write(json::Object{
             {"mayBeMore", names.may_be_more},
             {"mentionsSince", since ? json::Value(to_rfc3339(*since)) : json::Value(nullptr)}});
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
  admin::AuditQuery query{.types = {},
                          .actor = text_of(call, "actor"),
                          .target = text_of(call, "target"),
                          .since = {},
                          .until = {}};
  TRY_ASSIGN(query.types, types_of(call));
  TRY_ASSIGN(query.since, time_of(call, "since"));
  TRY_ASSIGN(query.until, time_of(call, "until"));
  return query;
}

std::optional<admin::AuditNames> audit_names_of(const AdminCall& call, store::Reader& reader,
                                                const std::string& search) {
  return search.empty() ? std::nullopt
                        : std::optional(admin::audit_names(reader, *call.org->registry, search));
}

Answer list_audit_events(AdminCall& call) {
  CO_TRY_ASSIGN(const Page page, page_of(call));
  CO_TRY_ASSIGN(admin::AuditQuery query, audit_query_of(call));
  CO_TRY_ASSIGN(const std::string search, search_of(call));
  CO_TRY_ASSIGN(const bool folded, flag_of(call, "folded"));
  CO_TRY_ASSIGN(const bool mentions, flag_of(call, "mentions"));
  if (mentions && search.empty() && !query.target.empty()) {
    query.names = admin::AuditNames::mentioning(std::exchange(query.target, {}));
  }
  const auto work = [&](store::Reader& reader) -> Result<WrittenPage> {
    if (!search.empty()) {
      query.names = audit_names_of(call, reader, search);
    }
    const auto before = number_in(page.after);
    const admin::AuditPage found = folded
                                       ? admin::folded_audit_page(reader, query, before, page.limit)
                                       : admin::audit_page(reader, query, before, page.limit);
    return WrittenPage{
        .items = json::write(found.items),
        .next = found.next ? std::optional(std::to_string(*found.next)) : std::nullopt,
        .more = query.names ? describe_search(*query.names, admin::mentions_since(reader)) : ""};
  };
  std::optional<Result<WrittenPage>> found;
  if (query.names || !search.empty() || folded || page.limit > page_items_in_place_max) {
    found = co_await read_apart<WrittenPage>(call.loop.session, call.org_key(), work);
  } else {
    found = co_await read<WrittenPage>(call.loop.session, call.org_key(), work);
  }
  CO_TRY_ASSIGN(const WrittenPage written, std::move(*found));
  co_return page_reply(call, written);
}

Answer list_installation_events(AdminCall& call) {
  CO_TRY_ASSIGN(const Page page, page_of(call));
  CO_TRY_ASSIGN(const admin::AuditQuery query, audit_query_of(call));
  const auto work = [&](store::Reader& reader) -> Result<WrittenPage> {
    const admin::AuditPage found =
        admin::audit_page(reader, query, number_in(page.after), page.limit);
    return WrittenPage{
        .items = json::write(found.items),
        .next = found.next ? std::optional(std::to_string(*found.next)) : std::nullopt};
  };
  CO_TRY_ASSIGN(const WrittenPage written,
                co_await read_apart<WrittenPage>(call.loop.session, store::installation, work));
  co_return page_reply(call, written);
}

}  // namespace provost::api::admin_api
