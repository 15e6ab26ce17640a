#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "admin/caller.h"
#include "api/directory.h"
#include "base/result.h"

namespace provost::api {

struct Admission {
  std::shared_ptr<const OrgSnapshot> org;
  std::string token_id;
};

// Who calls, by the Authorization header, for the organisation in the path. No token, a bad one,
// another organisation's and an organisation that does not exist are one and the same
// Code::unauthenticated; SCIM switched off is Code::forbidden (design §2.12).
Result<Admission> admit(Directory& directory, std::string_view org, std::string_view authorization);

// Who calls the administration interface, by the Authorization header; Code::unauthenticated.
Result<admin::Caller> admit_caller(Directory& directory, std::string_view authorization);

}  // namespace provost::api
