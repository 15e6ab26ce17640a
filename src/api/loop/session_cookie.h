#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "http/message.h"

// A browser's session: the text of a session in a cookie that no script can read
// (docs/decisions/0016).
namespace provost::api {

// The session's text that the request's cookie holds; empty without one. Over https only a cookie
// with the prefix __Host- counts, which no other site can have set, and two that differ are none.
std::string_view session_in_cookie(const http::Request& request);

// Set-Cookie for a session that lives so long; HttpOnly, SameSite=Lax, and Secure over https.
http::Header session_cookie(const http::Request& request, std::string_view text,
                            std::int64_t life_s);
// Set-Cookie that takes it away.
http::Header no_session_cookie(const http::Request& request);

// The X-CSRF-Token that our pages send with every change: derived from the session, so that it
// needs no storage and reveals nothing about it.
std::string csrf_token_of(std::string_view session_text);
// Whether the request has the token of that session, compared in constant time.
bool has_csrf_token(const http::Request& request, std::string_view session_text);

// Whether a browser sent it for another site's page, by Sec-Fetch-Site and Origin: what signs in or
// redeems a link has no session yet, and so no token.
bool is_cross_site(const http::Request& request);

}  // namespace provost::api
