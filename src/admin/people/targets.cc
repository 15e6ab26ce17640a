#include "admin/people/targets.h"

#include <string_view>

#include <fmt/format.h>

namespace provost::admin {
namespace {

constexpr std::string_view form =
    R"({"role": "user" or "admin", "identityType": "human" or "service"})";

Result<std::string_view> word(const json::Object& object, std::string_view name) {
  const json::Value* value = object.if_contains(name);
  if (value == nullptr || !value->is_string()) {
    return Error(Code::invalid_value, fmt::format("{} is missing; a mapping is {}", name, form));
  }
  return std::string_view(value->get_string());
}

}  // namespace

json::Object describe(access::Target target) {
  return {{"role", access::to_text(access::role_of(target))},
          {"identityType", access::to_text(access::identity_type_of(target))}};
}

json::Value describe(const std::optional<access::Target>& target) {
  return target ? json::Value(describe(*target)) : json::Value();
}

Result<access::Target> read_target(const json::Value& value) {
  const json::Object* object = value.if_object();
  if (object == nullptr || object->size() > 2) {
    return Error(Code::invalid_value, fmt::format("a mapping is {}", form));
  }
  TRY_ASSIGN(const std::string_view role_text, word(*object, "role"));
  TRY_ASSIGN(const std::string_view type_text, word(*object, "identityType"));
  TRY_ASSIGN(const access::Role role, access::read_role(role_text));
  TRY_ASSIGN(const access::IdentityType type, access::read_identity_type(type_text));
  return access::target_of(role, type);
}

}  // namespace provost::admin
