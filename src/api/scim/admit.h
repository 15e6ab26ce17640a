#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "api/loop/directory.h"
#include "api/scim/call.h"
#include "base/result.h"

namespace provost::api::scim_api {

// What let a SCIM request in. A copy goes with each unit of work, which asks again.
struct Admission {
  std::shared_ptr<const OrgSnapshot> org;
  std::string token_id;
  std::string token_lookup;
  std::optional<Timestamp> expires;  // of the token
  std::string address;
  std::int64_t generation = -1;  // of the settings, that all this is at least as new as

  // What admit() would say now, as the store has it in this transaction (design rule 22). Free of
  // look-ups but one while no setting, token or schema of anybody has changed.
  Result<void> check_again(store::Reader& reader, Timestamp now) const;
};

// Who calls, by the Authorization header, for the organisation in the path. No token, a bad one,
// another organisation's and an organisation that does not exist are one and the same
// Code::unauthenticated; SCIM switched off, and an address that the organisation does not allow,
// are Code::forbidden (design §2.12).
Result<Admission> admit(Directory& directory, std::string_view org, std::string_view authorization,
                        std::string_view address);

}  // namespace provost::api::scim_api
