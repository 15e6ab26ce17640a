#pragma once

#include <string>
#include <string_view>

#include "cli/context.h"
#include "json/json.h"

// What the commands on groups and members print alike.
namespace provost::cli {

// A text of an object, empty when it is null.
std::string text_of(const json::Object& object, std::string_view name);
// "Admin (Human)" of {"role","identityType"}, whatever else it has; "-" for null.
std::string label_of(const json::Value& target);

// Says on a terminal, and nowhere else, that something may take a while.
void say_on_terminal(const Context& context, std::string_view what);

}  // namespace provost::cli
