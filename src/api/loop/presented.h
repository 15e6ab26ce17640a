#pragma once

#include <optional>
#include <string_view>

#include "api/loop/loop.h"
#include "base/result.h"
#include "http/message.h"
#include "identity/caller.h"

namespace provost::api {

// The token of an Authorization header (RFC 6750 §2.1); empty where there is none.
std::string_view bearer_token(std::string_view authorization);

// The credential of a request to the administration interface.
struct Presented {
  std::string_view text;   // of a key or a session; empty for none
  bool by_cookie = false;  // the browser added it, whoever made the request
};
// The Authorization header wins over the cookie.
Presented presented_by(const http::Request& request);

// Who calls the administration interface: the holder of an operator's key, an API key or a session,
// whose use is noted. Code::unauthenticated says why a session that was good is so no more.
Result<identity::Caller> admit_caller(const Loop& loop, const http::Request& request,
                                      std::string_view text);
// The current holder, or nobody, without recording the use: for work that continues under an
// admitted credential.
std::optional<identity::Caller> caller_now(Directory& directory, std::string_view text);

}  // namespace provost::api
