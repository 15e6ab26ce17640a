#include "admin/organisations.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "admin/purge.h"
#include "json/json.h"

namespace provost::admin {
namespace {

using scim::schema::Profile;
using store::Org;
using store::OrgSettings;

// First path segments that the server answers itself, now or in a later version.
constexpr std::array reserved_words = {
    "api",     "assets", "auth", "console", "docs",   "favicon", "healthz", "login",  "logout",
    "metrics", "oauth",  "oidc", "readyz",  "robots", "scim",    "setup",   "static", "well-known"};

constexpr std::size_t rows_per_slice = 2000;

bool is_lower_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

Result<bool> read_boolean(std::string_view key, std::string_view value) {
  if (value == "true" || value == "false") {
    return value == "true";
  }
  return Error(Code::invalid_value, fmt::format("{} is true or false, not \"{}\"", key, value));
}

// Applies one `key=value`.
Result<void> assign(OrgSettings& settings, std::string_view assignment) {
  const auto equals = assignment.find('=');
  if (equals == std::string_view::npos) {
    return Error(Code::invalid_value, fmt::format("\"{}\" is not key=value", assignment));
  }
  const std::string_view key = assignment.substr(0, equals);
  const std::string_view value = assignment.substr(equals + 1);
  if (key == "name") {
    settings.name = value;
  } else if (key == "attributes") {
    TRY_ASSIGN(settings.profile, read_profile(value));
  } else if (key == "reject-extra") {
    TRY_ASSIGN(settings.reject_extra, read_boolean(key, value));
  } else if (key == "conformance") {
    if (value != "tolerant" && value != "strict") {
      return Error(Code::invalid_value,
                   fmt::format("conformance is tolerant or strict, not \"{}\"", value));
    }
    settings.strict = value == "strict";
  } else {
    return Error(Code::invalid_value,
                 fmt::format("there is no setting \"{}\"; there are name, attributes, reject-extra "
                             "and conformance",
                             key));
  }
  return {};
}

store::JournalEntry settings_entry(const Admin& admin, const OrgId& id, const char* type,
                                   const OrgSettings& settings) {
  return {.type = type,
          .subject_type = "organisation",
          .subject_id = id.str(),
          .actor = admin.actor,
          .cause = {},
          .data = json::write({{"scimEnabled", settings.scim_enabled},
                               {"attributes", to_text(settings.profile)},
                               {"rejectExtra", settings.reject_extra},
                               {"conformance", settings.strict ? "strict" : "tolerant"}}),
          .values = {}};
}

Result<void> save_settings(const Admin& admin, const Org& org, const OrgSettings& settings) {
  return store::write_and_wait(admin.session, org.key, [&](store::Writer& writer) -> Result<void> {
    writer.save_settings(settings);
    writer.append(settings_entry(admin, org.id, "organisation.settings_changed", settings));
    return {};
  });
}

}  // namespace

std::string_view to_text(Profile profile) {
  return profile == Profile::minimal ? "minimal" : "full";
}

Result<Profile> read_profile(std::string_view text) {
  if (text == "minimal") {
    return Profile::minimal;
  }
  if (text == "full") {
    return Profile::full;
  }
  return Error(Code::invalid_value,
               fmt::format("the attribute profile is minimal or full, not \"{}\"", text));
}

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

Result<void> create_organisation(const Admin& admin, const OrgId& id, const OrgSettings& settings) {
  store::OrgKey key{};
  TRY(store::catalogue_write_and_wait(
      admin.session, [&](store::CatalogueWriter& catalogue) -> Result<void> {
        TRY_ASSIGN(key, catalogue.create(id, settings, admin.clock.now()));
        return {};
      }));
  return store::write_and_wait(admin.session, key, [&](store::Writer& writer) -> Result<void> {
    writer.append(settings_entry(admin, id, "organisation.created", settings));
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
  admin.session.catalogue([&](store::Catalogue& catalogue) { all = catalogue.list(); });
  return all;
}

Result<void> set_scim_enabled(const Admin& admin, const OrgId& id, bool enabled) {
  TRY_ASSIGN(const Org org, find_organisation(admin, id));
  OrgSettings settings = org.settings;
  settings.scim_enabled = enabled;
  return save_settings(admin, org, settings);
}

Result<void> set_organisation(const Admin& admin, const OrgId& id,
                              const std::vector<std::string>& assignments, bool confirm_purge) {
  TRY_ASSIGN(const Org org, find_organisation(admin, id));
  OrgSettings settings = org.settings;
  for (const std::string& assignment : assignments) {
    TRY(assign(settings, assignment));
  }
  const bool narrows =
      org.settings.profile == Profile::full && settings.profile == Profile::minimal;
  if (narrows && !confirm_purge) {
    return Error(Code::conflict,
                 "going from full to minimal deletes every stored attribute but userName, active "
                 "and externalId; say --yes to do it");
  }
  TRY(save_settings(admin, org, settings));
  return narrows ? purge_to_minimal(admin, org) : Result<void>{};
}

Result<void> delete_organisation(const Admin& admin, const OrgId& id) {
  TRY(store::catalogue_write_and_wait(admin.session,
                                      [&](store::CatalogueWriter& catalogue) -> Result<void> {
                                        TRY(catalogue.remove(id));
                                        return {};
                                      }));
  for (bool more = true; more;) {
    TRY(store::catalogue_write_and_wait(admin.session,
                                        [&](store::CatalogueWriter& catalogue) -> Result<void> {
                                          more = catalogue.purge(rows_per_slice);
                                          return {};
                                        }));
  }
  return {};
}

}  // namespace provost::admin
