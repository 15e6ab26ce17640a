#pragma once

#include "api/admin/call.h"

// The handlers of the administration interface: read the request, call the use case, write the
// answer.
namespace provost::api::admin_api {

Answer list_schemas(AdminCall& call);
Answer add_schema(AdminCall& call);
Answer get_schema(AdminCall& call);
Answer replace_schema(AdminCall& call);
Answer remove_schema(AdminCall& call);

Answer list_audit_events(AdminCall& call);
Answer list_changes(AdminCall& call);

Answer list_groups(AdminCall& call);
Answer list_members(AdminCall& call);

}  // namespace provost::api::admin_api
