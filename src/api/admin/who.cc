#include "api/admin/who.h"

#include "scim/resource/changes.h"

namespace provost::api::admin_api {

json::Array names_of_permissions(admin::CallerKind kind) {
  json::Array names;
  for (const admin::Permission permission : admin::permissions_of(kind)) {
    names.emplace_back(admin::to_text(permission));
  }
  return names;
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

}  // namespace provost::api::admin_api
