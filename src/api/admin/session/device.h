#pragma once

#include <string>

#include "base/random.h"
#include "http/message.h"
#include "store/operators.h"

// Browsers in which an operator signed in before (docs/decisions/0022): guesses at the password
// elsewhere do not make them wait.
namespace provost::api::admin_api {

// What the request's browser is called, when that operator signed in there before and has had the
// same password since; else empty. Nobody without the password's stored hash can make one up.
std::string device_of(const http::Request& request, const store::Operator& one);

// Set-Cookie that makes a browser known for that operator; it keeps the name that it has.
http::Header device_cookie(const http::Request& request, const store::Operator& one,
                           Random& random);

}  // namespace provost::api::admin_api
