#pragma once

#include <string>

#include "json/json.h"

namespace provost::admin {

// Why a sign-in was refused, by the entry's data and values: a clause that follows "ann could not
// sign in: ".
std::string refusal_text(const json::Object& data, const json::Object& values);

}  // namespace provost::admin
