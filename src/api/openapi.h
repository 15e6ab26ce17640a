#pragma once

#include <string_view>

#include "http/message.h"

namespace provost::api {

// The OpenAPI document of every route, as text (openapi.json). It is the same for everybody, so it
// needs no authentication.
std::string_view openapi_document();
inline constexpr std::string_view openapi_path = "/api/openapi.json";

// The answer at openapi_path.
http::Response openapi_reply();

}  // namespace provost::api
