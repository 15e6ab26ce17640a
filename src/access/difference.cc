#include "access/difference.h"

namespace provost::access {
namespace {

bool is_admin(std::optional<Target> target) {
  return target && role_of(*target) == Role::admin;
}

bool can_sign_in(std::optional<Target> target) {
  return target && identity_type_of(*target) == IdentityType::human;
}

}  // namespace

Difference difference(std::optional<Target> before, std::optional<Target> after) {
  return {.loses_access = before && !after,
          .loses_admin = is_admin(before) && !is_admin(after),
          .loses_sign_in = can_sign_in(before) && !can_sign_in(after),
          .gains_access = !before && after,
          .gains_admin = !is_admin(before) && is_admin(after),
          .gains_sign_in = !can_sign_in(before) && can_sign_in(after)};
}

}  // namespace provost::access
