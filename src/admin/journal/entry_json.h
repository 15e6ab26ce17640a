#pragma once

#include <string_view>

#include "json/json.h"

// The JSON of journal entries, which may have been erased.
namespace provost::admin {

// The object that a text is; an empty one for anything else.
json::Object object_in(std::string_view text);

}  // namespace provost::admin
