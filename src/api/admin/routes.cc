#include "api/admin/routes.h"

#include "api/admin/handlers.h"

namespace provost::api::admin_api {

const http::Router<Route>& admin_routes() {
  using http::Method;
  using enum admin::Permission;
  static const http::Router<Route> routes({
      // clang-format off
      {Method::get,   "/api/v1/orgs/{org}/schemas",       {list_schemas,   read_schemas,   "admin.list_schemas", "cursor limit"}},
      {Method::post,  "/api/v1/orgs/{org}/schemas",       {add_schema,     manage_schemas, "admin.add_schema"}},
      {Method::get,   "/api/v1/orgs/{org}/schemas/{urn}", {get_schema,     read_schemas,   "admin.get_schema"}},
      {Method::put,   "/api/v1/orgs/{org}/schemas/{urn}", {replace_schema, manage_schemas, "admin.replace_schema", "purge"}},
      {Method::del,   "/api/v1/orgs/{org}/schemas/{urn}", {remove_schema,  manage_schemas, "admin.remove_schema", "purge"}},
      {Method::get,   "/api/v1/orgs/{org}/scim-groups",   {list_groups,    read_groups,    "admin.list_groups",
                                                           "search mapped cursor limit"}},
      {Method::get,   "/api/v1/orgs/{org}/members",       {list_members,   read_members,   "admin.list_members",
                                                           "search role identityType active source cursor limit"}},
      {Method::get,   "/api/v1/orgs/{org}/audit-events",  {list_audit_events, read_audit, "admin.list_audit_events", "type actor target since until cursor limit"}},
      {Method::get,   "/api/v1/orgs/{org}/changes",       {list_changes, read_changes, "admin.list_changes", "after limit"}},
      // clang-format on
  });
  return routes;
}

}  // namespace provost::api::admin_api
