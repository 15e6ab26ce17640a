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

// The credential of a request to the administration interface.
struct Presented {
  std::string_view text;   // of a key or a session; empty for none
  bool by_cookie = false;  // the browser added it, whoever made the request
};
// The Authorization header wins over the cookie.
Presented presented_by(const http::Request& request);

// Who calls the administration interface: the holder of an operator's key, an API key or a session,
// whose use is noted. Code::unauthenticated says why a session that was good is so no more.
Result<admin::Caller> admit_caller(const Loop& loop, const http::Request& request,
                                   std::string_view text);
// The current holder, or nobody, without recording the use: for work that continues under an
// admitted credential.
std::optional<admin::Caller> caller_now(Directory& directory, std::string_view text);

}  // namespace provost::api
