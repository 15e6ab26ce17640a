#pragma once

#include <string_view>

#include <boost/asio/awaitable.hpp>

#include "api/loop/loop.h"
#include "http/message.h"

// The front door: which of the server's interfaces a request is for.
namespace provost::api {

// Answers one request. The only place where exceptions (broken infrastructure) are caught.
boost::asio::awaitable<http::Response> answer(const Loop& loop, const http::Request& request);

// The answer to an unreadable request, with the given status, in the form of the interface it was
// meant for. Null: unknown.
http::Response refusal(const http::Request* request, int status, std::string_view reason);

// The limit of a request's body and the owner of its bytes, before it is read (design §2.24,
// standards.md BLK-7). Admitted callers may send the route's maximum. Others may send 64 kB; for
// more they get the request's answer at once: 401 or 403.
http::BodyLimit body_limit(const Loop& loop, const http::Request& header);

}  // namespace provost::api
