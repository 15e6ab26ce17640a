#pragma once

#include <string_view>

#include "base/error.h"

namespace provost::scim {

// Whether a segment of a URL names a version of the protocol, as "v2" does (RFC 7644 §3.13).
bool names_version(std::string_view segment);
bool is_our_version(std::string_view segment);

// Code::invalid_version (standards.md VER-1).
Error other_version(std::string_view segment);

}  // namespace provost::scim
