#pragma once

#include <string>

#include "api/admin/call.h"
#include "base/result.h"
#include "identity/permissions.h"
#include "json/json.h"
#include "store/transaction.h"

// What the API says of a caller.
namespace provost::api::admin_api {

json::Array names_of_permissions(identity::CallerKind kind);

// "operator", "member" or "contact".
std::string_view word_of(identity::CallerKind kind);

// {"id", "userName"}; null when there is no such member.
Result<json::Value> name_of_member(store::Reader& reader, const std::string& id);

// {"id", "name", "email", "returnUrl", "expires"} of an IT contact, who is named like their setup
// link; null when it was removed.
Result<json::Value> contact_in(store::Reader& reader, const std::string& id);

// Fills in "member" or "contact", whichever the caller is.
boost::asio::awaitable<Result<bool>> name_insider(AdminCall& call, json::Object& body);

}  // namespace provost::api::admin_api
