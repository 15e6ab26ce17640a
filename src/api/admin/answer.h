#pragma once

#include <string_view>

#include <boost/asio/awaitable.hpp>

#include "api/loop/loop.h"
#include "http/message.h"

namespace provost::api::admin_api {

// Whether a path belongs to the administration interface.
bool owns(std::string_view path);

// Answers a request to it: admits the operator, finds the route, and makes problem details of
// errors. Exceptions are the caller's.
boost::asio::awaitable<http::Response> answer(const Loop& loop, const http::Request& request);

// The answer to a request that HTTP refused, as problem details.
http::Response refusal(int status, std::string_view reason);

// How large the body of a request may be.
http::BodyLimit body_limit(const Loop& loop, const http::Request& header);

}  // namespace provost::api::admin_api
