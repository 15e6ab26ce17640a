#pragma once

#include <string_view>

#include <boost/asio/awaitable.hpp>

#include "api/loop/loop.h"
#include "http/message.h"

// The two pages that a browser goes through to sign in at its organisation's provider. They answer
// with redirects only: to the provider, into the console, or to the page that says what is wrong.
namespace provost::api::oauth {

// /oauth and what is below it.
bool owns(std::string_view path);
boost::asio::awaitable<http::Response> answer(const Loop& loop, const http::Request& request);

// Where a provider sends browsers back to, as this request sees the server.
std::string redirect_uri_of(const http::Request& request);

}  // namespace provost::api::oauth
