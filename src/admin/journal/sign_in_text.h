#pragma once

#include <string>
#include <string_view>

#include "json/json.h"
#include "log/fix.h"

namespace provost::admin {

// Why a sign-in was refused, by the entry's data and values: a clause that follows "ann could not
// sign in: ".
std::string refusal_text(const json::Object& data, const json::Object& values);

// Of a reason alone: "no member matches this account".
std::string refusal_clause(std::string_view reason);
// The same of a test of the settings by a sign-in, which may have gone well.
std::string outcome_clause(std::string_view outcome);
// What somebody has to do about it.
log::Fix refusal_fix(std::string_view reason);

}  // namespace provost::admin
