#pragma once

#include <string_view>

#include "base/error.h"
#include "http/message.h"

namespace provost::api {

// The path of a request as an error or the log tells it: text, cut when it is long, without secrets
// that were pasted into it.
std::string told_path(const http::Request& request);

// Adds to a refusal of any interface: WWW-Authenticate for `realm`, Retry-After where the error
// requires it, and the cause for the operator's log.
void complete_refusal(http::Response& response, const Error& error, std::string_view realm);

}  // namespace provost::api
