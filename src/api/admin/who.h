#pragma once

#include <string>

#include "admin/permissions.h"
#include "base/result.h"
#include "json/json.h"
#include "store/transaction.h"

// What the API says of a caller.
namespace provost::api::admin_api {

json::Array names_of_permissions(admin::CallerKind kind);

// {"id", "userName"}; null when there is no such member.
Result<json::Value> name_of_member(store::Reader& reader, const std::string& id);

}  // namespace provost::api::admin_api
