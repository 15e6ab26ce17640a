#pragma once

#include <cstdint>
#include <string_view>

#include "http/message.h"

// Cookies of ours: HttpOnly, SameSite=Lax, for the whole host. Over https they are Secure and have
// the prefix __Host-, which no other site can have set.
namespace provost::api {

// The value that the request's cookie of that name has, given without the prefix; empty without
// one. Two that differ are none.
std::string_view cookie_in(const http::Request& request, std::string_view name);

// Set-Cookie for a value that lives so long; 0 takes it away.
http::Header set_cookie(const http::Request& request, std::string_view name, std::string_view value,
                        std::int64_t life_s);

}  // namespace provost::api
