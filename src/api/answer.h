#pragma once

#include <string_view>

#include <boost/asio/awaitable.hpp>

#include "api/call.h"
#include "http/message.h"

namespace provost::api {

// Answers one request: the only place where a request meets its route, its caller is admitted,
// errors become responses, and exceptions (broken infrastructure) are caught.
boost::asio::awaitable<http::Response> answer(const Loop& loop, store::Store& store,
                                              const http::Request& request);

// The answer to an unreadable request, with the given status, in the form of the interface it was
// meant for. Null: unknown.
http::Response refusal(const http::Request* request, int status, std::string_view reason);

}  // namespace provost::api
