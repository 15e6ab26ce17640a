#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "identity/caller.h"

namespace provost::identity {

// What the routes of the administration interface ask for. Each route names one.
enum class Permission : std::uint8_t {
  read_own_access,
  read_members,
  read_groups,
  read_changes,
  read_findings,
  read_stats,
  read_audit,
  export_audit,
  read_log,
  read_identity_access,
  read_schemas,
  read_keys,
  read_sessions,
  read_setup_links,
  preview_mapping,
  map_to_user,
  map_to_admin,
  rename_organisation,
  manage_identity_access,
  manage_tokens,
  manage_keys,
  manage_members,
  manage_sessions,
  open_sessions,
  manage_setup_links,
  dismiss_findings,
  manage_schemas,
  manage_retention,
  manage_sign_in,
  erase_members,
  inspect_system,
  inspect_installation,
  manage_branding,
  manage_organisations,
  manage_operators,
};

enum class Permitted : std::uint8_t {
  no,
  own,  // only for the caller's own member
  yes,
};

// The one table of design §2.11.
Permitted permitted(CallerKind kind, Permission permission);
inline bool may(CallerKind kind, Permission permission) {
  return permitted(kind, permission) == Permitted::yes;
}

// "read_members": stable, for clients.
std::string_view to_text(Permission permission);
// "rotate or revoke Secret Tokens": the permission in words.
std::string_view description_of(Permission permission);
// All of them, in the order of the table.
std::vector<Permission> all_permissions();
// Those that the kind holds, for itself at least.
std::vector<Permission> permissions_of(CallerKind kind);

// Code::forbidden: what the caller may not do, and which kinds of callers may.
Error forbidden(CallerKind kind, Permission permission);

}  // namespace provost::identity
