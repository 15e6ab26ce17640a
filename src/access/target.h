#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/result.h"

namespace provost::access {

enum class Role : std::uint8_t { user, admin };
enum class IdentityType : std::uint8_t { human, service };

// What a group can be mapped to, in the order of the ladder: of two, the greater one counts
// (design §2.9). The numbers are stored.
enum class Target : std::uint8_t { user_service = 1, user_human, admin_service, admin_human };

inline constexpr std::array all_targets{Target::user_service, Target::user_human,
                                        Target::admin_service, Target::admin_human};

constexpr Role role_of(Target target) {
  return target >= Target::admin_service ? Role::admin : Role::user;
}
constexpr IdentityType identity_type_of(Target target) {
  const bool is_human = target == Target::user_human || target == Target::admin_human;
  return is_human ? IdentityType::human : IdentityType::service;
}
Target target_of(Role role, IdentityType identity_type);

// "Admin (Human)", as the console says it (design §2).
std::string_view label_of(Target target);

// "user", "admin"; "human", "service": the words of the API and the command line.
std::string_view to_text(Role role);
std::string_view to_text(IdentityType identity_type);
// In any letter case. Code::invalid_value names the words that there are.
Result<Role> read_role(std::string_view text);
Result<IdentityType> read_identity_type(std::string_view text);

}  // namespace provost::access
