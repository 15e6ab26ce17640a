#include "admin/organisations.h"

#include <algorithm>
#include <array>
#include <limits>

#include <fmt/format.h>

#include "admin/installation_journal.h"
#include "admin/long_work.h"
#include "admin/settings.h"
#include "json/json.h"

namespace provost::admin {
namespace {

using store::Org;
using store::OrgSettings;

// First path segments that the server answers itself, now or in a later version.
constexpr std::array reserved_words = {
    "api",     "assets", "auth", "console", "docs",   "favicon", "healthz", "login",  "logout",
    "metrics", "oauth",  "oidc", "readyz",  "robots", "scim",    "setup",   "static", "well-known"};

bool is_lower_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

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

// Separated by commas; any for none.
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

// What the installation's journal tells of too.
Result<SettingsOutcome> change_and_note(const Admin& admin, const Org& org,
                                        const SettingsChange& wanted) {
  SettingsOutcome outcome;
  TRY(store::catalogue_write_and_wait(
      admin.session, [&](store::CatalogueWriter& catalogue) -> Result<void> {
        TRY_ASSIGN(outcome, change_settings(catalogue, org, wanted, {}, admin.clock.now(),
                                            {admin.actor, {}}));
        return {};
      }));
  return outcome;
}

Result<SettingsOutcome> change(const Admin& admin, const Org& org, const SettingsChange& wanted) {
  if (wanted.name || wanted.suspended) {
    return change_and_note(admin, org, wanted);
  }
  SettingsOutcome outcome;
  TRY(store::write_and_wait(admin.session, org.key, [&](store::Writer& writer) -> Result<void> {
    TRY_ASSIGN(outcome,
               change_settings(writer, org.id, wanted, admin.clock.now(), {admin.actor, {}}));
    return {};
  }));
  return outcome;
}

// The first entry of its journal.
void journal_creation(store::Writer& writer, const OrgId& id, const OrgSettings& settings,
                      const Author& author) {
  json::Object data = describe_settings(settings);
  data["name"] = settings.name;
  writer.append({.type = "organisation.created",
                 .subject_type = "organisation",
                 .subject_id = id.str(),
                 .actor = author.actor,
                 .cause = author.cause,
                 .data = json::write(std::move(data)),
                 .values = {},
                 .origin = author.origin});
}

}  // namespace

Result<OrgId> read_org_id(std::string_view text) {
  const bool right_form =
      !text.empty() && text.size() <= 63 && is_lower_or_digit(text.front()) &&
      std::ranges::all_of(text, [](char c) { return is_lower_or_digit(c) || c == '-'; });
  if (!right_form) {
    return Error(Code::invalid_value,
                 fmt::format("\"{}\" cannot be an organisation's id: it stands in the Tenant URL, "
                             "so it has 1 to 63 of a-z, 0-9 and -, and does not start with -",
                             text));
  }
  if (std::ranges::find(reserved_words, text) != reserved_words.end()) {
    return Error(Code::invalid_value,
                 fmt::format("\"{}\" is a word that the server's own addresses need", text));
  }
  return OrgId(std::string(text));
}

Result<store::OrgKey> create_organisation(store::CatalogueWriter& catalogue, const OrgId& id,
                                          const OrgSettings& settings, Timestamp now,
                                          const Author& author) {
  TRY_ASSIGN(const store::OrgKey key, catalogue.create(id, settings, now));
  journal_creation(*catalogue.within(key), id, settings, author);
  note(catalogue,
       {.type = "organisation.created",
        .subject_type = "organisation",
        .subject_id = id.str(),
        .name = settings.name},
       author);
  return key;
}

Result<store::OrgKey> remove_organisation(store::CatalogueWriter& catalogue, const OrgId& id,
                                          const Author& author) {
  const std::optional<Org> org = catalogue.find(id);
  TRY_ASSIGN(const store::OrgKey key, catalogue.remove(id));
  note(catalogue,
       {.type = "organisation.removed",
        .subject_type = "organisation",
        .subject_id = id.str(),
        .name = org ? org->settings.name : std::string()},
       author);
  return key;
}

Result<SettingsOutcome> change_settings(store::CatalogueWriter& catalogue, const Org& org,
                                        const SettingsChange& wanted, std::string_view reason,
                                        Timestamp now, const Author& author) {
  store::Writer* writer = catalogue.within(org.key);
  if (writer == nullptr) {
    return Error(Code::not_found, fmt::format("there is no organisation \"{}\"", org.id.str()));
  }
  const OrgSettings before = writer->settings();
  TRY_ASSIGN(SettingsOutcome outcome, change_settings(*writer, org.id, wanted, now, author));
  note_settings(catalogue, org.id, before, outcome.settings, reason, author);
  return outcome;
}

Result<void> create_organisation(const Admin& admin, const OrgId& id, const OrgSettings& settings) {
  return store::catalogue_write_and_wait(
      admin.session, [&](store::CatalogueWriter& catalogue) -> Result<void> {
        TRY(create_organisation(catalogue, id, settings, admin.clock.now(), {admin.actor, {}}));
        return {};
      });
}

Result<Org> find_organisation(const Admin& admin, const OrgId& id) {
  std::optional<Org> found;
  admin.session.catalogue([&](store::Catalogue& catalogue) { found = catalogue.find(id); });
  if (!found) {
    return Error(Code::not_found, fmt::format("there is no organisation \"{}\"", id.str()));
  }
  return std::move(*found);
}

std::vector<Org> list_organisations(const Admin& admin) {
  std::vector<Org> all;
  admin.session.catalogue([&](store::Catalogue& catalogue) {
    all = catalogue.list(OrgId(), std::numeric_limits<std::size_t>::max());
  });
  return all;
}

Result<void> set_scim_enabled(const Admin& admin, const OrgId& id, bool enabled) {
  TRY_ASSIGN(const Org org, find_organisation(admin, id));
  TRY(change(admin, org, {.scim_enabled = enabled}));
  return {};
}

Result<void> set_organisation(const Admin& admin, const OrgId& id,
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

Result<void> delete_organisation(const Admin& admin, const OrgId& id) {
  store::OrgKey key{};
  TRY(store::catalogue_write_and_wait(
      admin.session, [&](store::CatalogueWriter& catalogue) -> Result<void> {
        TRY_ASSIGN(key, remove_organisation(catalogue, id, {admin.actor, {}}));
        return {};
      }));
  return finish_work(admin, key, store::WorkKind::removal, {});
}

}  // namespace provost::admin
