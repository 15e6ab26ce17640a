#pragma once

#include <string>
#include <string_view>

namespace provost::simulate {

// A string literal of a filter, quoted and escaped as JSON (RFC 7644 §3.4.2.2).
std::string quote(std::string_view text);
// Encodes a query value with `%20`, or with `+` for spaces.
std::string encode_percent(std::string_view text);
std::string encode_plus(std::string_view text);
// `/Users/` and an id, encoded as one path segment.
std::string resource_target(std::string_view collection, std::string_view id);

}  // namespace provost::simulate
