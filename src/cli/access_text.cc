#include "cli/access_text.h"

#include <iostream>

#include <unistd.h>

#include "access/target.h"

namespace provost::cli {

std::string text_of(const json::Object& object, std::string_view name) {
  const json::Value& value = object.at(name);
  return value.is_string() ? std::string(value.get_string()) : std::string();
}

std::string label_of(const json::Value& target) {
  if (!target.is_object()) {
    return "-";
  }
  const json::Object& object = target.get_object();
  const access::Role role = require(access::read_role(text_of(object, "role")));
  const access::IdentityType type =
      require(access::read_identity_type(text_of(object, "identityType")));
  return std::string(access::label_of(access::target_of(role, type)));
}

void say_on_terminal(const Context& context, std::string_view what) {
  if (!context.json && context.err.rdbuf() == std::cerr.rdbuf() && isatty(STDERR_FILENO) == 1) {
    context.err << what << std::endl;
  }
}

}  // namespace provost::cli
