#pragma once

#include <string_view>

#include "http/message.h"
#include "json/json.h"

namespace provost::api {

// The OpenAPI document of every route, as text: the pieces of openapi/*.json in one. It is the same
// for everybody, so it needs no authentication.
std::string_view openapi_document();
inline constexpr std::string_view openapi_path = "/api/openapi.json";

// Adds what `piece` has to `whole`: members of objects and elements of lists. Throws
// std::logic_error, with the name, when both have something else under one name.
void add_piece(json::Object& whole, const json::Object& piece);

// The answer at openapi_path.
http::Response openapi_reply();

}  // namespace provost::api
