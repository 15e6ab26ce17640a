#include "admin/organisation/settings.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "admin/organisation/pending_work.h"
#include "admin/people/default_access.h"
#include "admin/people/targets.h"
#include "base/ip_network.h"
#include "base/text.h"
#include "provision/access/ended.h"

namespace provost::admin {
namespace {

using access::Target;
using scim::schema::Profile;
using store::OrgSettings;

// In the order of their numbers.
constexpr std::array<std::string_view, 6> provider_names{"entra",     "okta", "onelogin",
                                                         "jumpcloud", "ping", "other"};
constexpr std::size_t name_bytes_max = 200;
constexpr std::size_t networks_max = 100;

Result<std::vector<std::string>> read_networks(const std::vector<std::string>& texts) {
  if (texts.size() > networks_max) {
    return Error(Code::invalid_value,
                 fmt::format("there are {} allowed networks; at most {} are possible", texts.size(),
                             networks_max));
  }
  std::vector<std::string> networks;
  for (const std::string& text : texts) {
    const std::optional<IpNetwork> network = IpNetwork::parse(text);
    if (!network) {
      return Error(Code::invalid_value,
                   fmt::format("\"{}\" is not a network; write allowed networks like 192.0.2.0/24 "
                               "or 2001:db8::/32, with no bits beyond the prefix",
                               text));
    }
    networks.push_back(network->to_string());
  }
  return networks;
}

template <class T>
void assign(T& setting, const std::optional<T>& wanted) {
  if (wanted) {
    setting = *wanted;
  }
}

Result<OrgSettings> changed(OrgSettings settings, const SettingsChange& change) {
  if (change.name) {
    TRY(check_name(*change.name));
  }
  if (change.default_access) {
    TRY(check_default(*change.default_access));
  }
  if (change.allowed_networks) {
    TRY_ASSIGN(settings.allowed_networks, read_networks(*change.allowed_networks));
  }
  assign(settings.name, change.name);
  assign(settings.scim_enabled, change.scim_enabled);
  assign(settings.profile, change.profile);
  assign(settings.reject_extra, change.reject_extra);
  assign(settings.strict, change.strict);
  assign(settings.default_access, change.default_access);
  assign(settings.suspended, change.suspended);
  assign(settings.log_bodies, change.log_bodies);
  assign(settings.provider, change.provider);
  assign(settings.users_only, change.users_only);
  return settings;
}

// The settings that organisation.settings_changed records.
json::Object other_settings(const OrgSettings& settings) {
  json::Object shown = describe_settings(settings);
  shown.erase("scimEnabled");
  shown.erase("defaultAccess");
  shown["name"] = settings.name;
  shown["provider"] = settings.provider ? json::Value(to_text(*settings.provider)) : nullptr;
  shown["usersOnly"] = settings.users_only;
  return shown;
}

void append(store::Writer& writer, const OrgId& org, std::string type, json::Value before,
            json::Value after, const identity::Author& author, const provision::Ended& ended = {}) {
  std::string data =
      json::write(json::Object{{"before", std::move(before)}, {"after", std::move(after)}});
  provision::add_ended(data, ended);
  writer.append({.type = std::move(type),
                 .subject_type = "organisation",
                 .subject_id = org.str(),
                 .actor = author.actor,
                 .cause = author.cause,
                 .data = std::move(data),
                 .values = {},
                 .origin = author.origin});
}

void journal_changes(store::Writer& writer, const OrgId& org, const OrgSettings& before,
                     const OrgSettings& after, const provision::Ended& ended,
                     const identity::Author& author) {
  if (before.scim_enabled != after.scim_enabled) {
    append(writer, org, after.scim_enabled ? "scim.enabled" : "scim.disabled", before.scim_enabled,
           after.scim_enabled, author);
  }
  if (before.suspended != after.suspended) {
    append(writer, org, after.suspended ? "organisation.suspended" : "organisation.resumed",
           before.suspended, after.suspended, author);
  }
  if (before.default_access != after.default_access) {
    append(writer, org, "organisation.default_access_changed", describe(before.default_access),
           describe(after.default_access), author, ended);
  }
  json::Object old_others = other_settings(before);
  json::Object new_others = other_settings(after);
  if (old_others != new_others) {
    append(writer, org, "organisation.settings_changed", std::move(old_others),
           std::move(new_others), author);
  }
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

std::string_view to_text(store::Provider provider) {
  return provider_names[static_cast<std::size_t>(provider) - 1];
}

Result<store::Provider> read_provider(std::string_view text) {
  const auto found = std::ranges::find(provider_names, text);
  if (found == provider_names.end()) {
    return Error(Code::invalid_value, fmt::format("provider is one of {}, not \"{}\"",
                                                  fmt::join(provider_names, ", "), text));
  }
  return static_cast<store::Provider>(found - provider_names.begin() + 1);
}

Result<bool> read_conformance(std::string_view text) {
  if (text != "tolerant" && text != "strict") {
    return Error(Code::invalid_value,
                 fmt::format("conformance is tolerant or strict, not \"{}\"", text));
  }
  return text == "strict";
}

Result<void> check_name(const std::string& name) {
  if (name.empty() || name.size() > name_bytes_max || !is_valid_utf8(name)) {
    return Error(Code::invalid_value,
                 fmt::format("the name of an organisation has 1 to {} bytes", name_bytes_max));
  }
  return {};
}

Result<SettingsOutcome> change_settings(store::Writer& writer, const OrgId& org,
                                        const SettingsChange& change, Timestamp now,
                                        const identity::Author& author) {
  const OrgSettings before = writer.settings();
  TRY_ASSIGN(OrgSettings after, changed(before, change));
  const bool narrows = before.profile == Profile::full && after.profile == Profile::minimal;
  if (narrows && !change.confirm_purge) {
    return Error(
        Code::conflict,
        "going from full to minimal deletes every stored attribute but userName, active "
        "and externalId; confirm it to do it (--yes on the command line, \"confirmPurge\": "
        "true in the API)");
  }
  if (change.default_access && !change.default_access_etag.empty()) {
    TRY(check_default_preview(writer, *change.default_access, change.default_access_etag));
  }
  writer.save_settings(after);
  const bool ends = provision::is_other_way_in(before.default_access, after.default_access);
  const provision::Ended ended =
      ends ? provision::end_credentials_by_default(writer, now) : provision::Ended{};
  journal_changes(writer, org, before, after, ended, author);
  const std::size_t users = writer.count(scim::schema::user_type);
  if (narrows && users > 0) {
    begin_work(writer, store::WorkKind::purge, {}, users, author);
  } else if (after.profile == Profile::full) {
    writer.change_long_work().remove(store::WorkKind::purge, {});
  }
  return SettingsOutcome{std::move(after), narrows && users > 0};
}

json::Value purge_of(store::Reader& reader) {
  const auto work = reader.long_work().find(store::WorkKind::purge, {});
  return work ? json::Value(describe(*work)) : json::Value(nullptr);
}

json::Object describe_settings(const OrgSettings& settings) {
  json::Array networks;
  for (const std::string& network : settings.allowed_networks) {
    networks.emplace_back(network);
  }
  return {{"scimEnabled", settings.scim_enabled},
          {"attributeProfile", to_text(settings.profile)},
          {"rejectExtraAttributes", settings.reject_extra},
          {"conformance", settings.strict ? "strict" : "tolerant"},
          {"defaultAccess", describe(settings.default_access)},
          {"allowedNetworks", std::move(networks)},
          {"logBodies", settings.log_bodies}};
}

}  // namespace provost::admin
