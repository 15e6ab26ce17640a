#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/target.h"
#include "base/result.h"
#include "identity/admin.h"
#include "json/json.h"
#include "store/transaction.h"

// The settings of an organisation: Identity Access (design §2.2, §2.4, §2.9).
namespace provost::admin {

// The changes; nothing for a value that stays.
struct SettingsChange {
  std::optional<std::string> name;
  std::optional<bool> scim_enabled;
  std::optional<scim::schema::Profile> profile;
  std::optional<bool> reject_extra;
  std::optional<bool> strict;
  std::optional<std::optional<access::Target>> default_access;
  // Of the preview of the default access that somebody has seen; empty when there was none.
  std::string default_access_etag = {};
  std::optional<std::vector<std::string>> allowed_networks;
  std::optional<bool> suspended;
  std::optional<bool> log_bodies;
  // Of the setup guide.
  std::optional<std::optional<store::Provider>> provider;
  std::optional<bool> users_only;
  // Going from full to minimal throws stored attributes away, so it must be confirmed.
  bool confirm_purge = false;
};

struct SettingsOutcome {
  store::OrgSettings settings;
  // From full to minimal, and there are users: the other attributes are being deleted from now on
  // (admin/chores/purge.h), as long work driven by a server and by anybody who waits for it.
  bool narrowed = false;
};

std::string_view to_text(scim::schema::Profile profile);
// Code::invalid_value unless the text is minimal or full.
Result<scim::schema::Profile> read_profile(std::string_view text);
// True for strict; Code::invalid_value unless the text is tolerant or strict.
Result<bool> read_conformance(std::string_view text);
// "entra", "okta" and so on, as the API says it; Code::invalid_value names them all.
std::string_view to_text(store::Provider provider);
Result<store::Provider> read_provider(std::string_view text);
// Code::invalid_value for a name that no organisation can have.
Result<void> check_name(const std::string& name);

// A unit of work: all of it or none. Code::invalid_value names the value; Code::conflict when it is
// not confirmed, or the preview of the default access is out of date. Journals what changed, with
// what it was before. Ends sessions and API keys that the new default access no longer allows
// (design rule 23).
Result<SettingsOutcome> change_settings(store::Writer& writer, const OrgId& org,
                                        const SettingsChange& change, Timestamp now,
                                        const identity::Author& author);

// Identity Access as the API shows it.
json::Object describe_settings(const store::OrgSettings& settings);
// The progress of the purge; null when there is none.
json::Value purge_of(store::Reader& reader);

}  // namespace provost::admin
