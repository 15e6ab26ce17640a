#pragma once

#include <string_view>

#include <boost/asio/awaitable.hpp>

#include "api/loop/loop.h"
#include "http/message.h"

// The SCIM protocol, at every path that nobody else of the server has.
namespace provost::api::scim_api {

// Answers a request to it: finds the route, admits the caller, and makes SCIM errors of errors.
// Exceptions are the caller's.
boost::asio::awaitable<http::Response> answer(const Loop& loop, const http::Request& request);

// The answer to a request that HTTP refused, in the form of RFC 7644 §3.12.
http::Response refusal(int status, std::string_view reason);

// How large the body of a request may be (standards.md BLK-7).
http::BodyLimit body_limit(const Loop& loop, const http::Request& header);

}  // namespace provost::api::scim_api
