#include "admin/command/organisations.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "admin/chores/long_work.h"
#include "admin/organisation/organisations.h"
#include "admin/organisation/settings.h"

namespace provost::admin {
namespace {

using identity::find_organisation;
using store::Org;
using store::OrgSettings;

Result<bool> read_boolean(std::string_view key, std::string_view value) {
  if (value == "true" || value == "false") {
    return value == "true";
  }
  return Error(Code::invalid_value, fmt::format("{} is true or false, not \"{}\"", key, value));
}

// human, service or none.
Result<std::optional<access::Target>> read_default(std::string_view value) {
  if (value == "none") {
    return std::optional<access::Target>();
  }
  if (value != "human" && value != "service") {
    return Error(Code::invalid_value,
                 fmt::format("default-access is human, service or none, not \"{}\"", value));
  }
  return std::optional(value == "human" ? access::Target::user_human
                                        : access::Target::user_service);
}

// Comma-separated; any for none.
std::vector<std::string> read_networks(std::string_view value) {
  std::vector<std::string> networks;
  while (!value.empty() && value != "any") {
    const std::size_t end = std::min(value.find(','), value.size());
    networks.emplace_back(value.substr(0, end));
    value.remove_prefix(std::min(end + 1, value.size()));
  }
  return networks;
}

// Applies one `key=value`.
Result<void> assign(SettingsChange& change, std::string_view assignment) {
  const auto equals = assignment.find('=');
  if (equals == std::string_view::npos) {
    return Error(Code::invalid_value, fmt::format("\"{}\" is not key=value", assignment));
  }
  const std::string_view key = assignment.substr(0, equals);
  const std::string_view value = assignment.substr(equals + 1);
  if (key == "name") {
    change.name = value;
  } else if (key == "attributes") {
    TRY_ASSIGN(change.profile, read_profile(value));
  } else if (key == "reject-extra") {
    TRY_ASSIGN(change.reject_extra, read_boolean(key, value));
  } else if (key == "conformance") {
    TRY_ASSIGN(change.strict, read_conformance(value));
  } else if (key == "default-access") {
    TRY_ASSIGN(change.default_access, read_default(value));
  } else if (key == "allowed-networks") {
    change.allowed_networks = read_networks(value);
  } else if (key == "suspended") {
    TRY_ASSIGN(change.suspended, read_boolean(key, value));
  } else if (key == "log-bodies") {
    TRY_ASSIGN(change.log_bodies, read_boolean(key, value));
  } else {
    return Error(
        Code::invalid_value,
        fmt::format("there is no setting \"{}\"; there are name, attributes, reject-extra, "
                    "conformance, default-access, allowed-networks, suspended and log-bodies",
                    key));
  }
  return {};
}

// Changes that the installation's journal records too.
Result<SettingsOutcome> change_and_note(const identity::Admin& admin, const Org& org,
                                        const SettingsChange& wanted) {
  SettingsOutcome outcome;
  TRY(store::catalogue_write_and_wait(
      admin.session, [&](store::CatalogueWriter& catalogue) -> Result<void> {
        TRY_ASSIGN(outcome,
                   change_settings(catalogue, org, wanted, {}, admin.clock.now(), admin.author()));
        return {};
      }));
  return outcome;
}

Result<SettingsOutcome> change(const identity::Admin& admin, const Org& org,
                               const SettingsChange& wanted) {
  if (wanted.name || wanted.suspended) {
    return change_and_note(admin, org, wanted);
  }
  SettingsOutcome outcome;
  TRY(store::write_and_wait(admin.session, org.key, [&](store::Writer& writer) -> Result<void> {
    TRY_ASSIGN(outcome, change_settings(writer, org.id, wanted, admin.clock.now(), admin.author()));
    return {};
  }));
  return outcome;
}

}  // namespace

Result<void> create_organisation(const identity::Admin& admin, const OrgId& id,
                                 const OrgSettings& settings) {
  return store::catalogue_write_and_wait(
      admin.session, [&](store::CatalogueWriter& catalogue) -> Result<void> {
        TRY(create_organisation(catalogue, id, settings, admin.clock.now(), admin.author()));
        return {};
      });
}

Result<void> set_scim_enabled(const identity::Admin& admin, const OrgId& id, bool enabled) {
  TRY_ASSIGN(const Org org, find_organisation(admin, id));
  TRY(change(admin, org, {.scim_enabled = enabled}));
  return {};
}

Result<void> set_organisation(const identity::Admin& admin, const OrgId& id,
                              const std::vector<std::string>& assignments, bool confirm_purge,
                              const Progress& progress) {
  TRY_ASSIGN(const Org org, find_organisation(admin, id));
  SettingsChange wanted{.confirm_purge = confirm_purge};
  for (const std::string& assignment : assignments) {
    TRY(assign(wanted, assignment));
  }
  TRY_ASSIGN(const SettingsOutcome outcome, change(admin, org, wanted));
  return outcome.narrowed ? finish_work(admin, org.key, store::WorkKind::purge, {}, progress)
                          : Result<void>{};
}

Result<void> delete_organisation(const identity::Admin& admin, const OrgId& id) {
  store::OrgKey key{};
  TRY(store::catalogue_write_and_wait(
      admin.session, [&](store::CatalogueWriter& catalogue) -> Result<void> {
        TRY_ASSIGN(key, remove_organisation(catalogue, id, admin.author()));
        return {};
      }));
  return finish_work(admin, key, store::WorkKind::removal, {});
}

}  // namespace provost::admin
