#include "api/admin/routes.h"

#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include "api/admin/handlers.h"

namespace provost::api::admin_api {
namespace {

using http::Method;
using enum identity::Permission;

constexpr http::Router<Route>::Row rows[] = {
    // clang-format off
      {Method::get, "/api/v1/me", {me, read_own_access, "admin.me"}},
      {Method::get, "/api/v1/orgs/{org}/me", {me, read_own_access, "admin.me_in_organisation"}},
      {Method::get, "/api/v1/permissions", {list_permissions, read_own_access, "admin.list_permissions"}},
      {Method::get, "/api/v1/system", {get_system, inspect_system, "admin.get_system"}},

      {Method::get, "/api/v1/branding", {get_branding, read_own_access, "admin.get_branding", "", Entry::open}},
      {Method::put, "/api/v1/branding", {replace_branding, manage_branding, "admin.replace_branding"}},
      {Method::get, "/api/v1/branding/logo", {get_branding_logo, read_own_access, "admin.get_branding_logo", "v", Entry::open}},
      {Method::put, "/api/v1/branding/logo", {replace_branding_logo, manage_branding, "admin.replace_branding_logo"}},
      {Method::del, "/api/v1/branding/logo", {remove_branding_logo, manage_branding, "admin.remove_branding_logo"}},

      {Method::get, "/api/v1/session", {get_session, read_own_access, "admin.get_session", "", Entry::open}},
      {Method::del, "/api/v1/session", {sign_out, read_own_access, "admin.sign_out", "", Entry::open}},
      {Method::post, "/api/v1/session", {sign_in, read_own_access, "admin.sign_in", "", Entry::open}},
      {Method::get, "/api/v1/operator-keys", {list_operator_keys, manage_operators, "admin.list_operator_keys"}},
      {Method::post, "/api/v1/operator-keys", {create_operator_key, manage_operators, "admin.create_operator_key"}},
      {Method::del, "/api/v1/operator-keys/{id}", {revoke_operator_key, manage_operators, "admin.revoke_operator_key"}},
      {Method::post, "/api/v1/operator-links", {invite_operator, manage_operators, "admin.invite_operator", "", Entry::account}},
      {Method::post, "/api/v1/operator-links/check", {check_operator_link, read_own_access, "admin.check_operator_link", "", Entry::open}},
      {Method::post, "/api/v1/operator-links/redeem", {redeem_operator_link, read_own_access,
                                                   "admin.redeem_operator_link", "", Entry::open}},
      {Method::get, "/api/v1/operators", {list_operators, manage_operators, "admin.list_operators"}},
      {Method::del, "/api/v1/operators/{id}", {remove_operator, manage_operators, "admin.remove_operator"}},
      {Method::get, "/api/v1/me/sessions", {list_my_sessions, read_own_access, "admin.list_my_sessions"}},
      {Method::del, "/api/v1/me/sessions/{id}", {end_my_session, read_own_access, "admin.end_my_session"}},
      {Method::post, "/api/v1/me/password", {change_password, read_own_access, "admin.change_password", "", Entry::account}},
      {Method::post, "/api/v1/me/totp", {begin_totp, read_own_access, "admin.begin_totp", "", Entry::account}},
      {Method::post, "/api/v1/me/totp/confirm", {confirm_totp, read_own_access, "admin.confirm_totp", "", Entry::account}},
      {Method::del, "/api/v1/me/totp", {end_totp, read_own_access, "admin.end_totp", "", Entry::account}},

      {Method::post, "/api/v1/setup-links/check", {check_setup_link, read_own_access, "admin.check_setup_link", "", Entry::open}},
      {Method::post, "/api/v1/setup-links/redeem", {redeem_setup_link, read_own_access, "admin.redeem_setup_link", "", Entry::open}},
      {Method::get, "/api/v1/sign-in", {find_sign_in, read_own_access, "admin.find_sign_in", "org", Entry::open}},

      {Method::get, "/api/v1/overview", {get_overview, manage_organisations, "admin.get_overview"}},
      {Method::get, "/api/v1/orgs", {list_organisations, manage_organisations, "admin.list_organisations",
                                     "search sort health cursor limit"}},
      {Method::post, "/api/v1/orgs", {create_organisation, manage_organisations, "admin.create_organisation"}},
      {Method::get, "/api/v1/orgs/{org}", {get_organisation, read_identity_access, "admin.get_organisation"}},
      {Method::patch, "/api/v1/orgs/{org}", {change_organisation, rename_organisation, "admin.change_organisation"}},
      {Method::del, "/api/v1/orgs/{org}", {delete_organisation, manage_organisations, "admin.delete_organisation"}},
      {Method::get, "/api/v1/orgs/{org}/identity-access", {get_identity_access, read_identity_access, "admin.get_identity_access"}},
      {Method::patch, "/api/v1/orgs/{org}/identity-access", {change_identity_access, manage_identity_access, "admin.set_identity_access"}},
      {Method::get, "/api/v1/orgs/{org}/sign-in", {get_sign_in_settings, manage_sign_in, "admin.get_sign_in_settings"}},
      {Method::patch, "/api/v1/orgs/{org}/sign-in", {change_sign_in_settings, manage_sign_in, "admin.change_sign_in_settings"}},
      {Method::post, "/api/v1/orgs/{org}/sign-in/test", {test_sign_in, manage_sign_in, "admin.test_sign_in"}},
      {Method::post, "/api/v1/orgs/{org}/sign-in/trials", {begin_sign_in_trial, manage_sign_in, "admin.begin_sign_in_trial"}},
      {Method::get, "/api/v1/orgs/{org}/sign-in/trials/{trial}", {get_sign_in_trial, manage_sign_in, "admin.get_sign_in_trial"}},
      {Method::get, "/api/v1/orgs/{org}/tokens", {list_tokens, read_identity_access, "admin.list_tokens", "cursor limit"}},
      {Method::post, "/api/v1/orgs/{org}/tokens/rotate", {rotate_token, manage_tokens, "admin.rotate_token"}},
      {Method::del, "/api/v1/orgs/{org}/tokens/{id}", {revoke_token, manage_tokens, "admin.revoke_token"}},
      {Method::get, "/api/v1/orgs/{org}/setup-links", {list_setup_links, read_setup_links, "admin.list_setup_links"}},
      {Method::post, "/api/v1/orgs/{org}/setup-links", {create_setup_link, manage_setup_links, "admin.create_setup_link"}},
      {Method::del, "/api/v1/orgs/{org}/setup-links/{link}", {revoke_setup_link, manage_setup_links, "admin.revoke_setup_link"}},
      {Method::get, "/api/v1/orgs/{org}/notices", {get_notices, read_identity_access, "admin.get_notices"}},
      {Method::patch, "/api/v1/orgs/{org}/notices", {change_notices, manage_identity_access, "admin.change_notices"}},
      {Method::get, "/api/v1/orgs/{org}/members/{id}/api-keys", {list_api_keys, read_keys, "admin.list_api_keys", "cursor limit"}},
      {Method::post, "/api/v1/orgs/{org}/members/{id}/api-keys", {create_api_key, manage_keys, "admin.create_api_key"}},
      {Method::del, "/api/v1/orgs/{org}/members/{id}/api-keys/{key}", {revoke_api_key, manage_keys, "admin.revoke_api_key"}},
      {Method::get, "/api/v1/orgs/{org}/members/{id}/sessions", {list_sessions, read_sessions, "admin.list_sessions", "cursor limit"}},
      {Method::post, "/api/v1/orgs/{org}/members/{id}/sessions", {open_session, open_sessions, "admin.open_session"}},
      {Method::del, "/api/v1/orgs/{org}/members/{id}/sessions/{session}", {end_session, manage_sessions, "admin.end_session"}},

      {Method::get,   "/api/v1/orgs/{org}/schemas",       {list_schemas,   read_schemas,   "admin.list_schemas", "cursor limit"}},
      {Method::post,  "/api/v1/orgs/{org}/schemas",       {add_schema,     manage_schemas, "admin.add_schema"}},
      {Method::get,   "/api/v1/orgs/{org}/schemas/{urn}", {get_schema,     read_schemas,   "admin.get_schema"}},
      {Method::put,   "/api/v1/orgs/{org}/schemas/{urn}", {replace_schema, manage_schemas, "admin.replace_schema", "purge"}},
      {Method::del,   "/api/v1/orgs/{org}/schemas/{urn}", {remove_schema,  manage_schemas, "admin.remove_schema", "purge"}},
      {Method::get,   "/api/v1/orgs/{org}/scim-groups",   {list_groups,    read_groups,    "admin.list_groups",
                                                           "search mapped sort cursor limit"}},
      {Method::get,   "/api/v1/orgs/{org}/scim-groups/{group}", {get_group, read_groups,  "admin.get_group"}},
      {Method::post,  "/api/v1/orgs/{org}/scim-groups/mappings",
                                                          {apply_mappings, map_to_user,    "admin.apply_mappings"}},
      {Method::post,  "/api/v1/orgs/{org}/scim-groups/mappings/preview",
                                                          {preview_mappings, preview_mapping, "admin.preview_mappings",
                                                           "search cursor limit"}},
      {Method::post,  "/api/v1/orgs/{org}/default-access/preview",
                                                          {preview_default_access, preview_mapping, "admin.preview_default_access",
                                                           "search cursor limit"}},
      {Method::get,   "/api/v1/orgs/{org}/members",       {list_members,   read_members,   "admin.list_members",
                                                           "search role identityType active source access group nested sort "
                                                           "cursor limit"}},
      {Method::get,   "/api/v1/orgs/{org}/members/{id}",  {get_member,     read_members,   "admin.get_member", "without"}},
      {Method::post,  "/api/v1/orgs/{org}/members",       {invite_member,  manage_members, "admin.invite_member"}},
      {Method::del,   "/api/v1/orgs/{org}/members/{id}",  {remove_member,  manage_members, "admin.remove_member", "override reason"}},
      {Method::del,   "/api/v1/orgs/{org}/members/{id}/direct-access",
                                                          {end_direct_access, manage_members, "admin.end_direct_access",
                                                           "override reason"}},
      {Method::del,   "/api/v1/orgs/{org}/members/{id}/retained-access",
                                                          {dismiss_retained_access, manage_members, "admin.dismiss_retained_access",
                                                           "override reason"}},
      {Method::get,   "/api/v1/audit-events",             {list_installation_events, inspect_installation, "admin.list_installation_events",
                                                           "type actor target since until cursor limit"}},
      {Method::get,   "/api/v1/audit-events/export", {export_installation_events, inspect_installation, "admin.export_installation_events",
                                                           "format type actor target since until"}},
      {Method::get,   "/api/v1/orgs/{org}/audit-events",  {list_audit_events, read_audit,  "admin.list_audit_events",
                                                           "search type actor target since until mentions folded cursor limit"}},
      {Method::get,   "/api/v1/orgs/{org}/audit-events/export", {export_audit_events, export_audit, "admin.export_audit_events",
                                                           "format search type actor target since until"}},
      {Method::get,   "/api/v1/orgs/{org}/changes",       {list_changes,   read_changes,   "admin.list_changes", "after limit"}},
      {Method::post,  "/api/v1/orgs/{org}/members/{id}/erase", {erase_member, erase_members, "admin.erase_member"}},
      {Method::get,   "/api/v1/orgs/{org}/provisioning-log",      {list_log,      read_log, "admin.list_log",
                                                                   "status method requestId token cause search since until "
                                                                   "cursor limit"}},
      {Method::get,   "/api/v1/orgs/{org}/provisioning-log/{id}", {get_log_entry, read_log, "admin.get_log_entry"}},
      {Method::get,   "/api/v1/orgs/{org}/findings",      {list_findings, read_findings, "admin.list_findings", "cursor limit"}},
      {Method::post,  "/api/v1/orgs/{org}/findings/{finding}/dismissal", {dismiss_finding, dismiss_findings, "admin.dismiss_finding"}},
      {Method::del,   "/api/v1/orgs/{org}/findings/{finding}/dismissal", {restore_finding, dismiss_findings, "admin.restore_finding"}},
      {Method::get,   "/api/v1/orgs/{org}/stats",         {get_stats, read_stats, "admin.get_stats"}},
      {Method::get,   "/api/v1/orgs/{org}/stats/history", {get_stats_history, read_stats, "admin.get_stats_history", "range"}},
      {Method::get,   "/api/v1/orgs/{org}/setup-guide",   {get_setup_guide, read_identity_access, "admin.get_setup_guide"}},
      {Method::patch, "/api/v1/orgs/{org}/setup-guide",   {change_setup_guide, manage_identity_access, "admin.change_setup_guide"}},
    // clang-format on
};

using Row = http::Router<Route>::Row;

// The pattern of a row says it. Open routes never concern an organisation.
About about_of(const Row& row) {
  const std::size_t parameter = row.pattern.find('{');
  const bool has_organisation =
      parameter != std::string_view::npos && row.pattern.substr(parameter).starts_with("{org}");
  if (has_organisation && row.value.entry == Entry::open) {
    throw std::logic_error("an open route about an organisation: " + std::string(row.pattern));
  }
  return has_organisation ? About::organisation : About::installation;
}

std::vector<Row> completed_rows() {
  std::vector<Row> all(std::begin(rows), std::end(rows));
  for (Row& row : all) {
    row.value.about = about_of(row);
  }
  return all;
}

}  // namespace

const http::Router<Route>& admin_routes() {
  static const http::Router<Route> routes(completed_rows());
  return routes;
}

}  // namespace provost::api::admin_api
