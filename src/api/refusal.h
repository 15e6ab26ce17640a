#pragma once

#include <string_view>

#include "base/error.h"
#include "http/message.h"

namespace provost::api {

// The path of a request as an error or the log tells it: text, cut when it is long, without secrets
// that were pasted into it.
std::string told_path(const http::Request& request);

// What a refusal carries besides its body, whichever interface it comes from: WWW-Authenticate for
// `realm` or Retry-After where the error asks for it, and the cause for the operator's log.
void complete_refusal(http::Response& response, const Error& error, std::string_view realm);

}  // namespace provost::api
