#pragma once

#include "api/call.h"
#include "http/message.h"

namespace provost::api {

// What nobody is asked a credential for: the body of a request that is small, and all that one may
// have which is not let in.
inline constexpr std::size_t small_body_bytes = 16 * 1024;
inline constexpr std::size_t stranger_body_bytes_max = 64 * 1024;

// What the server holds the body of a request to, and whose bytes it is, before it reads it
// (design §2.24, standards.md BLK-7). Whoever is let in may send what the route takes. Who is not
// has 64 kB, and for more the answer that the request would get: 401, or 403.
http::BodyLimit body_limit(const Loop& loop, const http::Request& header);

}  // namespace provost::api
