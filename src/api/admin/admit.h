#pragma once

#include "api/admin/routes.h"

namespace provost::api::admin_api {

// Fills in the caller and the organisation in the path, or refuses, in this order; open routes have
// no caller.
//
// - Code::unauthenticated: no credential, or none that lives. Whether an organisation exists is
//   nobody's business before that.
// - Code::forbidden: a session's cookie came without the token that shows that a page of ours sent
//   the request.
// - Code::not_found: no such organisation, or not the caller's: one and the same answer.
// - Code::forbidden: the route's permission is not one of the caller's kind.
// - Code::invalid_value: a query parameter that the route does not know.
Result<void> admit(AdminCall& call, const Route& route);

// The first two steps: fills in the caller.
Result<void> find_caller(AdminCall& call);

}  // namespace provost::api::admin_api
