#include "admin/organisation/organisations.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "admin/organisation/settings.h"
#include "identity/installation_journal.h"
#include "json/json.h"

namespace provost::admin {
namespace {

using store::Org;
using store::OrgSettings;

// First path segments that the server itself answers, now or in a later version.
constexpr std::array reserved_words = {
    "api",     "assets", "auth", "console", "docs",   "favicon", "healthz", "login",  "logout",
    "metrics", "oauth",  "oidc", "readyz",  "robots", "scim",    "setup",   "static", "well-known"};

bool is_lower_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

// The first entry of its journal.
void journal_creation(store::Writer& writer, const OrgId& id, const OrgSettings& settings,
                      const identity::Author& author) {
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
                 fmt::format("\"{}\" is reserved for the server's own addresses", text));
  }
  return OrgId(std::string(text));
}

Result<store::OrgKey> create_organisation(store::CatalogueWriter& catalogue, const OrgId& id,
                                          const OrgSettings& settings, Timestamp now,
                                          const identity::Author& author) {
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
                                          const identity::Author& author) {
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
                                        Timestamp now, const identity::Author& author) {
  store::Writer* writer = catalogue.within(org.key);
  if (writer == nullptr) {
    return Error(Code::not_found, fmt::format("there is no organisation \"{}\"", org.id.str()));
  }
  const OrgSettings before = writer->settings();
  TRY_ASSIGN(SettingsOutcome outcome, change_settings(*writer, org.id, wanted, now, author));
  identity::note_settings(catalogue, org.id, before, outcome.settings, reason, author);
  return outcome;
}

}  // namespace provost::admin
