#include "admin/people/members.h"

#include <fmt/format.h>

#include "admin/people/explain.h"
#include "api/admin/handlers.h"
#include "api/admin/list.h"

namespace provost::api::admin_api {
namespace {

// What `read` makes of a query parameter; nothing when it is absent.
template <class T>
Result<std::optional<T>> word_of(const AdminCall& call, std::string_view name,
                                 Result<T> (*read)(std::string_view)) {
  const std::string* text = parameter_of(call, name);
  if (text == nullptr) {
    return std::optional<T>();
  }
  TRY_ASSIGN(const T value, read(*text));
  return std::optional(value);
}

// A parameter that names a group.
Result<std::optional<ResourceId>> group_of(const AdminCall& call, std::string_view name) {
  const std::string* text = parameter_of(call, name);
  if (text == nullptr) {
    return std::optional<ResourceId>();
  }
  const std::optional<ResourceId> id = Uuid::parse(*text);
  if (!id) {
    return Error(Code::invalid_value,
                 fmt::format("{} is the id of a group, not \"{}\"", name, *text));
  }
  return id;
}

Result<admin::MemberQuery> member_query_of(const AdminCall& call) {
  admin::MemberQuery query;
  TRY_ASSIGN(query.search, search_of(call));
  TRY_ASSIGN(query.role, word_of(call, "role", access::read_role));
  TRY_ASSIGN(query.identity_type, word_of(call, "identityType", access::read_identity_type));
  TRY_ASSIGN(query.active, optional_flag_of(call, "active"));
  TRY_ASSIGN(query.source, word_of(call, "source", admin::read_source));
  TRY_ASSIGN(query.has_access, word_of(call, "access", admin::read_has_access));
  TRY_ASSIGN(query.group, group_of(call, "group"));
  TRY_ASSIGN(const std::optional<bool> nested, optional_flag_of(call, "nested"));
  query.nested = nested.value_or(false);
  TRY_ASSIGN(query.by_name, by_name_of(call));
  return query;
}

}  // namespace

Answer list_members(AdminCall& call) {
  CO_TRY_ASSIGN(const admin::MemberQuery query, member_query_of(call));
  const bool searches = admin::is_long(query, call.org->org.settings.default_access);
  co_return co_await answer_list(
      call, searches, [&](store::Reader& reader, const admin::PageWish& page) {
        return admin::list_members(reader, *call.org->registry, query, page);
      });
}

Answer get_member(AdminCall& call) {
  // A group that the answer is to ignore.
  CO_TRY_ASSIGN(const std::optional<ResourceId> without, group_of(call, "without"));
  CO_TRY_ASSIGN(const ResourceId id, member_of(call));
  const bool is_own = call.caller.member_id == id.to_string();
  const bool with_sign_in =
      is_own || identity::may(call.caller.kind, identity::Permission::read_audit);
  const auto work = [&](store::Reader& reader) {
    return admin::explain_member(reader, *call.org->registry, id, without, with_sign_in);
  };
  CO_TRY_ASSIGN(const json::Object shown,
                co_await read<json::Object>(call.loop.session, call.org_key(), work));
  co_return json_reply(200, shown);
}

}  // namespace provost::api::admin_api
