#pragma once

#include <optional>
#include <string_view>

#include "api/admin/call.h"

// The session of a browser (docs/decisions/0016): what GET /api/v1/session answers.
namespace provost::api::admin_api {

// The answer to whoever signs in: what their new session is, and its cookie. `call` has the caller
// and, of a member, the organisation.
Answer signed_in_reply(AdminCall& call, std::string_view session_text, Timestamp expires);

}  // namespace provost::api::admin_api
