#pragma once

#include "admin/audit.h"
#include "api/admin/call.h"

namespace provost::api::admin_api {

// Reads type, actor, target, since and until. Code::invalid_value.
Result<admin::AuditQuery> audit_query_of(const AdminCall& call);

}  // namespace provost::api::admin_api
