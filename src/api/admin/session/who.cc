#include "api/admin/session/who.h"

#include "api/loop/await.h"
#include "base/rfc3339.h"
#include "identity/to_json.h"
#include "json/text.h"
#include "scim/resource/changes.h"
#include "store/setup_links.h"

namespace provost::api::admin_api {

json::Array names_of_permissions(identity::CallerKind kind) {
  json::Array names;
  for (const identity::Permission permission : identity::permissions_of(kind)) {
    names.emplace_back(identity::to_text(permission));
  }
  return names;
}

std::string_view word_of(identity::CallerKind kind) {
  switch (kind) {
    case identity::CallerKind::installation:
      return "operator";
    case identity::CallerKind::contact:
      return "contact";
    default:
      break;
  }
  return "member";
}

Result<json::Value> contact_in(store::Reader& reader, const std::string& id) {
  const std::optional<store::SetupLink> link = reader.setup_links().find(id);
  if (!link) {
    return json::Value();
  }
  return json::Value{{"id", link->id},
                     {"name", link->name},
                     {"email", json::text_or_null(link->email)},
                     {"returnUrl", json::text_or_null(link->return_url)},
                     {"expires", to_rfc3339(link->expires)}};
}

Result<json::Value> name_of_member(store::Reader& reader, const std::string& id) {
  const auto stored = reader.load(scim::schema::user_type, ResourceId::parse(id).value());
  if (!stored) {
    return json::Value();
  }
  const json::Object document = scim::resource::document_of(*stored);
  const json::Value* name = document.if_contains("userName");
  return json::Value{{"id", id}, {"userName", name == nullptr ? json::Value() : *name}};
}

boost::asio::awaitable<Result<bool>> name_insider(AdminCall& call, json::Object& body) {
  const identity::Caller& caller = call.caller;
  if (caller.is_operator()) {
    co_return true;
  }
  const auto work = [&](store::Reader& reader) {
    return caller.is_contact() ? contact_in(reader, caller.credential_id)
                               : name_of_member(reader, caller.member_id);
  };
  CO_TRY_ASSIGN(body[word_of(caller.kind)],
                co_await read<json::Value>(call.loop.session, call.org_key(), work));
  co_return true;
}

}  // namespace provost::api::admin_api
