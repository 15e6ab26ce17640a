#include "admin/permissions.h"

#include "api/admin/handlers.h"

namespace provost::api::admin_api {
namespace {

// Stable, for clients.
std::string_view id_of(admin::CallerKind kind) {
  switch (kind) {
    case admin::CallerKind::installation:
      return "operator";
    case admin::CallerKind::admin_human:
      return "admin_human";
    case admin::CallerKind::admin_service:
      return "admin_service";
    case admin::CallerKind::user_human:
      return "user_human";
    case admin::CallerKind::contact:
      return "it_contact";
    case admin::CallerKind::user_service:
      break;
  }
  return "user_service";
}

std::string_view word_of(admin::Grant grant) {
  switch (grant) {
    case admin::Grant::yes:
      return "yes";
    case admin::Grant::own:
      return "own";
    case admin::Grant::no:
      break;
  }
  return "no";
}

json::Object describe(admin::Permission permission) {
  json::Object grants;
  for (const admin::CallerKind kind : admin::caller_kinds) {
    grants[id_of(kind)] = word_of(admin::grant(kind, permission));
  }
  return {{"name", admin::to_text(permission)},
          {"description", admin::description_of(permission)},
          {"grants", std::move(grants)}};
}

}  // namespace

// The table of design §2.11, for the Role Permissions page.
Answer list_permissions(AdminCall&) {
  json::Array callers;
  for (const admin::CallerKind kind : admin::caller_kinds) {
    callers.emplace_back(json::Object{{"kind", id_of(kind)}, {"label", admin::to_text(kind)}});
  }
  json::Array permissions;
  for (const admin::Permission permission : admin::all_permissions()) {
    permissions.emplace_back(describe(permission));
  }
  co_return json_reply(
      200, json::Object{{"callers", std::move(callers)}, {"permissions", std::move(permissions)}});
}

}  // namespace provost::api::admin_api
