#include "access/target.h"

#include <fmt/format.h>

#include "base/text.h"

namespace provost::access {

Target target_of(Role role, IdentityType identity_type) {
  if (role == Role::admin) {
    return identity_type == IdentityType::human ? Target::admin_human : Target::admin_service;
  }
  return identity_type == IdentityType::human ? Target::user_human : Target::user_service;
}

std::string_view label_of(Target target) {
  switch (target) {
    case Target::user_service:
      return "User (Service account)";
    case Target::user_human:
      return "User (Human)";
    case Target::admin_service:
      return "Admin (Service account)";
    case Target::admin_human:
      return "Admin (Human)";
  }
  return "";
}

std::string_view to_text(Role role) {
  return role == Role::admin ? "admin" : "user";
}

std::string_view to_text(IdentityType identity_type) {
  return identity_type == IdentityType::human ? "human" : "service";
}

Result<Role> read_role(std::string_view text) {
  for (const Role role : {Role::user, Role::admin}) {
    if (iequals(text, to_text(role))) {
      return role;
    }
  }
  return Error(Code::invalid_value, fmt::format("role is user or admin, not \"{}\"", text));
}

Result<IdentityType> read_identity_type(std::string_view text) {
  for (const IdentityType identity_type : {IdentityType::human, IdentityType::service}) {
    if (iequals(text, to_text(identity_type))) {
      return identity_type;
    }
  }
  return Error(Code::invalid_value,
               fmt::format("identityType is human or service, not \"{}\"", text));
}

}  // namespace provost::access
