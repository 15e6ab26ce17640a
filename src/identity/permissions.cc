#include "identity/permissions.h"

#include <cstddef>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace provost::identity {
namespace {

struct Row {
  Permission permission;
  std::string_view name;
  std::string_view what;  // after "may not"
  std::array<Permitted, caller_kinds.size()> grants;
};

using enum Permission;
using enum Permitted;

// In the order of Permission; the columns are in the order of CallerKind: operator, Admin (Human),
// Admin (Service account), User (Human), User (Service account), IT contact.
constexpr std::array rows{
    // clang-format off
    Row{read_own_access,        "read_own_access",        "read their own access",                       {yes, yes, yes, yes, yes, yes}},
    Row{read_members,           "read_members",           "read members",                                {yes, yes, yes, yes, yes, yes}},
    Row{read_groups,            "read_groups",            "read groups",                                 {yes, yes, yes, yes, no,  yes}},
    Row{read_changes,           "read_changes",           "read changes",                                {yes, yes, yes, no,  yes, no}},
    Row{read_findings,          "read_findings",          "read findings",                               {yes, yes, yes, no,  no,  yes}},
    Row{read_stats,             "read_stats",             "read figures",                                {yes, yes, yes, no,  no,  no}},
    Row{read_audit,             "read_audit",             "read the audit trail",                        {yes, yes, yes, no,  no,  no}},
    Row{export_audit,           "export_audit",           "export the audit trail",                      {yes, yes, yes, no,  no,  no}},
    Row{read_log,               "read_log",               "read the provisioning log",                   {yes, yes, yes, no,  no,  yes}},
    Row{read_identity_access,   "read_identity_access",   "read Identity Access",                        {yes, yes, yes, no,  no,  yes}},
    Row{read_schemas,           "read_schemas",           "read the organisation's schemas",             {yes, yes, yes, no,  no,  no}},
    Row{read_keys,              "read_keys",              "read which API keys there are",               {yes, yes, yes, no,  no,  no}},
    Row{read_sessions,          "read_sessions",          "read the sessions of others",                 {yes, yes, yes, own, no,  no}},
    Row{read_setup_links,       "read_setup_links",       "read which setup links there are",            {yes, yes, yes, no,  no,  no}},
    Row{preview_mapping,        "preview_mapping",        "preview mappings",                            {yes, yes, yes, no,  no,  yes}},
    Row{map_to_user,            "map_to_user",            "map groups",                                  {yes, yes, yes, no,  no,  yes}},
    Row{map_to_admin,           "map_to_admin",           "grant or take Admin",                         {yes, yes, no,  no,  no,  yes}},
    Row{rename_organisation,    "rename_organisation",    "rename the organisation",                     {yes, yes, no,  no,  no,  no}},
    Row{manage_identity_access, "manage_identity_access", "change Identity Access",                      {yes, yes, no,  no,  no,  yes}},
    Row{manage_tokens,          "manage_tokens",          "rotate or revoke Secret Tokens",              {yes, yes, no,  no,  no,  yes}},
    Row{manage_keys,            "manage_keys",            "create or revoke API keys",                   {yes, yes, no,  no,  no,  no}},
    Row{manage_members,         "manage_members",         "invite or remove collaborators",              {yes, yes, no,  no,  no,  no}},
    Row{manage_sessions,        "manage_sessions",        "end the sessions of others",                  {yes, yes, no,  own, no,  no}},
    Row{open_sessions,          "open_sessions",          "open sessions",                               {yes, no,  no,  no,  no,  no}},
    Row{manage_setup_links,     "manage_setup_links",     "create or revoke setup links",                {yes, yes, no,  no,  no,  no}},
    Row{dismiss_findings,       "dismiss_findings",       "dismiss findings",                            {yes, yes, no,  no,  no,  no}},
    Row{manage_schemas,         "manage_schemas",         "change the organisation's schemas",           {yes, yes, no,  no,  no,  no}},
    Row{manage_retention,       "manage_retention",       "change how long records are kept",            {yes, yes, no,  no,  no,  no}},
    Row{manage_sign_in,         "manage_sign_in",         "change how members sign in",                  {yes, yes, no,  no,  no,  yes}},
    Row{erase_members,          "erase_members",          "erase personal values",                       {yes, yes, no,  no,  no,  no}},
    Row{inspect_system,         "inspect_system",         "read the state of the system",                {yes, no,  no,  no,  no,  no}},
    Row{inspect_installation,   "inspect_installation",   "read the installation's audit trail",         {yes, no,  no,  no,  no,  no}},
    Row{manage_branding,        "manage_branding",        "change the product's name and look",         {yes, no,  no,  no,  no,  no}},
    Row{manage_organisations,   "manage_organisations",   "list, create, suspend or delete organisations", {yes, no,  no,  no,  no,  no}},
    Row{manage_operators,       "manage_operators",       "list, invite or remove operators",            {yes, no,  no,  no,  no,  no}},
    // clang-format on
};

constexpr bool is_in_order() {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (static_cast<std::size_t>(rows[i].permission) != i) {
      return false;
    }
  }
  return rows.back().permission == manage_operators;
}
static_assert(is_in_order());

const Row& row_of(Permission permission) {
  return rows.at(static_cast<std::size_t>(permission));
}

std::string_view article(std::string_view name) {
  return name.find_first_of("AIO") == 0 ? "an" : "a";
}

}  // namespace

Permitted permitted(CallerKind kind, Permission permission) {
  return row_of(permission).grants.at(static_cast<std::size_t>(kind));
}

std::string_view to_text(Permission permission) {
  return row_of(permission).name;
}

std::string_view description_of(Permission permission) {
  return row_of(permission).what;
}

std::vector<Permission> all_permissions() {
  std::vector<Permission> all;
  for (const Row& row : rows) {
    all.push_back(row.permission);
  }
  return all;
}

std::vector<Permission> permissions_of(CallerKind kind) {
  std::vector<Permission> held;
  for (const Row& row : rows) {
    if (permitted(kind, row.permission) != no) {
      held.push_back(row.permission);
    }
  }
  return held;
}

Error forbidden(CallerKind kind, Permission permission) {
  std::vector<std::string> holders;
  for (const CallerKind other : caller_kinds) {
    if (may(other, permission)) {
      holders.push_back(fmt::format("{} {}", article(to_text(other)), to_text(other)));
    }
  }
  return Error(Code::forbidden,
               fmt::format("{} {} may not {}; {} may", article(to_text(kind)), to_text(kind),
                           row_of(permission).what, fmt::join(holders, " or ")));
}

}  // namespace provost::identity
