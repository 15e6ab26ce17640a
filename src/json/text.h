#pragma once

#include <string>
#include <string_view>

#include "json/json.h"

// Texts in JSON that may be missing.
namespace provost::json {

// The text of a member; empty when there is none, or when it is no text.
std::string text_at(const Object& object, std::string_view name);

// Null for an empty text.
Value text_or_null(std::string_view text);

// A text of an object, or null.
Value text_or_null(const Object& object, std::string_view name);

}  // namespace provost::json
