#include "identity/permissions.h"

#include "api/admin/handlers.h"

namespace provost::api::admin_api {
namespace {

// Stable for clients.
std::string_view id_of(identity::CallerKind kind) {
  switch (kind) {
    case identity::CallerKind::installation:
      return "operator";
    case identity::CallerKind::admin_human:
      return "admin_human";
    case identity::CallerKind::admin_service:
      return "admin_service";
    case identity::CallerKind::user_human:
      return "user_human";
    case identity::CallerKind::contact:
      return "it_contact";
    case identity::CallerKind::user_service:
      break;
  }
  return "user_service";
}

std::string_view word_of(identity::Permitted grant) {
  switch (grant) {
    case identity::Permitted::yes:
      return "yes";
    case identity::Permitted::own:
      return "own";
    case identity::Permitted::no:
      break;
  }
  return "no";
}

json::Object describe(identity::Permission permission) {
  json::Object grants;
  for (const identity::CallerKind kind : identity::caller_kinds) {
    grants[id_of(kind)] = word_of(identity::permitted(kind, permission));
  }
  return {{"name", identity::to_text(permission)},
          {"description", identity::description_of(permission)},
          {"grants", std::move(grants)}};
}

}  // namespace

// The table of design §2.11, for the Role Permissions page.
Answer list_permissions(AdminCall&) {
  json::Array callers;
  for (const identity::CallerKind kind : identity::caller_kinds) {
    callers.emplace_back(json::Object{{"kind", id_of(kind)}, {"label", identity::to_text(kind)}});
  }
  json::Array permissions;
  for (const identity::Permission permission : identity::all_permissions()) {
    permissions.emplace_back(describe(permission));
  }
  co_return json_reply(
      200, json::Object{{"callers", std::move(callers)}, {"permissions", std::move(permissions)}});
}

}  // namespace provost::api::admin_api
