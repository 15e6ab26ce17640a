#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "admin/caller.h"
#include "api/call.h"
#include "api/directory.h"
#include "base/result.h"
#include "http/message.h"

namespace provost::api {

struct Admission {
  std::shared_ptr<const OrgSnapshot> org;
  std::string token_id;
};

// Who calls, by the Authorization header, for the organisation in the path. No token, a bad one,
// another organisation's and an organisation that does not exist are one and the same
// Code::unauthenticated; SCIM switched off, and an address that the organisation does not allow,
// are Code::forbidden (design §2.12).
Result<Admission> admit(Directory& directory, std::string_view org, std::string_view authorization,
                        std::string_view address);

// Who calls the administration interface, by the Authorization header: an operator's key, an API
// key or a session, whose use is noted. Code::unauthenticated.
Result<admin::Caller> admit_caller(const Loop& loop, const http::Request& request);
// Who that is now, or nobody, without a note: for what goes on under a credential once admitted.
std::optional<admin::Caller> caller_of(Directory& directory, std::string_view authorization);

}  // namespace provost::api
