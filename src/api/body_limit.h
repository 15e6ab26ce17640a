#pragma once

#include "api/call.h"
#include "http/message.h"

namespace provost::api {

// Bodies read without checking the credential first, and the maximum for refused callers.
inline constexpr std::size_t small_body_bytes = 16 * 1024;
inline constexpr std::size_t stranger_body_bytes_max = 64 * 1024;

// The limit of a request's body and the owner of its bytes, before it is read (design §2.24,
// standards.md BLK-7). Admitted callers may send the route's maximum. Others may send 64 kB; for
// more they get the request's answer at once: 401 or 403.
http::BodyLimit body_limit(const Loop& loop, const http::Request& header);

}  // namespace provost::api
