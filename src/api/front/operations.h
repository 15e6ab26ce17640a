#pragma once

#include <string_view>

#include <boost/asio/awaitable.hpp>

#include "api/loop/loop.h"
#include "http/message.h"

// What belongs to no organisation and is open to all: /healthz says that the process answers,
// /readyz that the store takes writes, and the OpenAPI document how to talk to it.
namespace provost::api::operations {

bool owns(std::string_view path);

boost::asio::awaitable<http::Response> answer(const Loop& loop, const http::Request& request);

}  // namespace provost::api::operations
