#pragma once

#include "api/admin/call.h"

// The handlers of the administration interface: read the request, call the use case, write the
// answer.
namespace provost::api::admin_api {

Answer me(AdminCall& call);
Answer list_permissions(AdminCall& call);
Answer get_system(AdminCall& call);

Answer get_branding(AdminCall& call);
Answer replace_branding(AdminCall& call);
Answer get_branding_logo(AdminCall& call);
Answer replace_branding_logo(AdminCall& call);
Answer remove_branding_logo(AdminCall& call);

Answer get_session(AdminCall& call);
Answer sign_out(AdminCall& call);
Answer sign_in(AdminCall& call);

Answer list_operator_keys(AdminCall& call);
Answer create_operator_key(AdminCall& call);
Answer revoke_operator_key(AdminCall& call);
Answer invite_operator(AdminCall& call);
Answer check_operator_link(AdminCall& call);
Answer redeem_operator_link(AdminCall& call);
Answer list_operators(AdminCall& call);
Answer remove_operator(AdminCall& call);

Answer list_my_sessions(AdminCall& call);
Answer end_my_session(AdminCall& call);
Answer change_password(AdminCall& call);
Answer begin_totp(AdminCall& call);
Answer confirm_totp(AdminCall& call);
Answer end_totp(AdminCall& call);

Answer get_overview(AdminCall& call);
Answer list_organisations(AdminCall& call);
Answer create_organisation(AdminCall& call);
Answer get_organisation(AdminCall& call);
Answer change_organisation(AdminCall& call);
Answer delete_organisation(AdminCall& call);

Answer get_identity_access(AdminCall& call);
Answer change_identity_access(AdminCall& call);
Answer find_sign_in(AdminCall& call);
Answer get_sign_in_settings(AdminCall& call);
Answer change_sign_in_settings(AdminCall& call);
Answer test_sign_in(AdminCall& call);
Answer begin_sign_in_trial(AdminCall& call);
Answer get_sign_in_trial(AdminCall& call);
Answer list_tokens(AdminCall& call);
Answer rotate_token(AdminCall& call);
Answer revoke_token(AdminCall& call);

Answer list_api_keys(AdminCall& call);
Answer create_api_key(AdminCall& call);
Answer revoke_api_key(AdminCall& call);
Answer list_sessions(AdminCall& call);
Answer open_session(AdminCall& call);
Answer end_session(AdminCall& call);

Answer list_setup_links(AdminCall& call);
Answer create_setup_link(AdminCall& call);
Answer revoke_setup_link(AdminCall& call);
Answer check_setup_link(AdminCall& call);
Answer redeem_setup_link(AdminCall& call);

Answer get_notices(AdminCall& call);
Answer change_notices(AdminCall& call);

Answer list_log(AdminCall& call);
Answer get_log_entry(AdminCall& call);
Answer list_findings(AdminCall& call);
Answer dismiss_finding(AdminCall& call);
Answer restore_finding(AdminCall& call);
Answer get_stats(AdminCall& call);
Answer get_stats_history(AdminCall& call);
Answer get_setup_guide(AdminCall& call);
Answer change_setup_guide(AdminCall& call);

Answer list_schemas(AdminCall& call);
Answer add_schema(AdminCall& call);
Answer get_schema(AdminCall& call);
Answer replace_schema(AdminCall& call);
Answer remove_schema(AdminCall& call);

Answer list_audit_events(AdminCall& call);
Answer list_installation_events(AdminCall& call);
Answer export_audit_events(AdminCall& call);
Answer export_installation_events(AdminCall& call);
Answer list_changes(AdminCall& call);
Answer erase_member(AdminCall& call);

Answer list_groups(AdminCall& call);
Answer get_group(AdminCall& call);
Answer preview_mappings(AdminCall& call);
Answer preview_default_access(AdminCall& call);
Answer apply_mappings(AdminCall& call);
Answer list_members(AdminCall& call);
Answer get_member(AdminCall& call);
Answer invite_member(AdminCall& call);
Answer remove_member(AdminCall& call);
Answer end_direct_access(AdminCall& call);
Answer dismiss_retained_access(AdminCall& call);

}  // namespace provost::api::admin_api
