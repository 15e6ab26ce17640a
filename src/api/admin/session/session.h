#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api/admin/call.h"

// The session of a browser (docs/decisions/0016): what GET /api/v1/session answers.
namespace provost::api::admin_api {

// Ends one of the caller's own sessions. Code::not_found.
boost::asio::awaitable<Result<bool>> end_session_of_caller(AdminCall& call, const std::string& id);

// The answer to a sign-in: the new session and its cookie. `call` has the caller and, for a member,
// the organisation.
Answer signed_in_reply(AdminCall& call, std::string_view session_text, Timestamp expires);

// Code::forbidden for a request that another site's page made: before sign-in there is no session,
// and so no token that would show whose page sent it.
Result<void> check_own_page(AdminCall& call);

}  // namespace provost::api::admin_api
