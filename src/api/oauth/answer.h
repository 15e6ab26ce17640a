#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <boost/asio/awaitable.hpp>

#include "api/loop/directory.h"
#include "api/loop/loop.h"
#include "api/oauth/trials.h"
#include "base/clock.h"
#include "base/result.h"
#include "http/message.h"

// The two pages that a browser goes through to sign in at its organisation's provider. They answer
// with redirects only: to the provider, into the console, or to the page that says what is wrong.
namespace provost::api::oauth {

// /oauth and what is below it.
bool owns(std::string_view path);
boost::asio::awaitable<http::Response> answer(const Loop& loop, const http::Request& request);

// Where a provider sends browsers back to, as this request sees the server.
std::string redirect_uri_of(const http::Request& request);

// A sign-in that tests the settings as they are saved, whether or not sign-in is enabled. It opens
// no session and changes no binding.
struct BegunTrial {
  std::string id;
  std::string url;  // at the provider, for the browser to go to
  Timestamp expires;
  http::Header cookie;  // binds the provider's answer to this browser
};
// Bound to the session in the request's cookie. Code::conflict without one, and for settings that
// lead nowhere, with what is wrong; Code::overloaded.
boost::asio::awaitable<Result<BegunTrial>> begin_trial(const Loop& loop,
                                                       const http::Request& request,
                                                       std::shared_ptr<const OrgSnapshot> org,
                                                       identity::Author author);
// The session's own trial; nothing when there is none of that id, or no longer.
std::optional<Trial> find_trial(const Loop& loop, const http::Request& request, store::OrgKey org,
                                const std::string& id);

}  // namespace provost::api::oauth
