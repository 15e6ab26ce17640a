#pragma once

#include "admin/audit/audit.h"
#include "api/admin/call.h"

namespace provost::api::admin_api {

// Reads type, actor, target, since and until. Code::invalid_value.
Result<admin::AuditQuery> audit_query_of(const AdminCall& call);

// What the text of `search` may mean, if there is one: for AuditQuery::names.
std::optional<admin::AuditNames> audit_names_of(const AdminCall& call, store::Reader& reader,
                                                const std::string& search);

}  // namespace provost::api::admin_api
