#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "admin/author.h"
#include "admin/settings.h"
#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "base/strong.h"
#include "store/store.h"

namespace provost::admin {

// Use cases of the operator on organisations. They wait for the store, so they run in the CLI and
// in tests, never on an event loop.
struct Admin {
  store::Session& session;
  const Clock& clock;
  Random& random;
  std::string actor;  // for the journal: "cli"
};

// Code::invalid_value when the text is not [a-z0-9][a-z0-9-]{0,62}, or is a word that the server
// needs for itself (design §2.1).
Result<OrgId> read_org_id(std::string_view text);

// Code::uniqueness when the id is taken. SCIM starts disabled.
Result<void> create_organisation(const Admin& admin, const OrgId& id,
                                 const store::OrgSettings& settings);
// The same as a unit of work: the organisation and the first entry of its journal, or neither.
Result<store::OrgKey> create_organisation(store::CatalogueWriter& catalogue, const OrgId& id,
                                          const store::OrgSettings& settings, Timestamp now,
                                          const Author& author);
// Hides the organisation at once: a unit of work. Code::not_found.
Result<store::OrgKey> remove_organisation(store::CatalogueWriter& catalogue, const OrgId& id,
                                          const Author& author);
// change_settings() of admin/settings.h also recorded in the installation's journal: for callers
// above the organisation, with their reason, if any.
Result<SettingsOutcome> change_settings(store::CatalogueWriter& catalogue, const store::Org& org,
                                        const SettingsChange& wanted, std::string_view reason,
                                        Timestamp now, const Author& author);
// Code::not_found.
Result<store::Org> find_organisation(const Admin& admin, const OrgId& id);
std::vector<store::Org> list_organisations(const Admin& admin);
Result<void> set_scim_enabled(const Admin& admin, const OrgId& id, bool enabled);

// Applies `key=value` pairs: name, attributes (minimal, full), reject-extra (true, false),
// conformance (tolerant, strict), default-access (human, service, none), allowed-networks (CIDR,
// separated by commas, or any), suspended (true, false), log-bodies (true, false). All or none;
// Code::invalid_value names the key or value. Going from full to minimal throws stored attributes
// away, so it needs `confirm_purge` (Code::conflict says so), and waits until they are gone: when
// that fails the settings are changed, and a running server carries on.
Result<void> set_organisation(const Admin& admin, const OrgId& id,
                              const std::vector<std::string>& assignments, bool confirm_purge,
                              const std::function<void(const store::LongWork&)>& progress = {});

// Hides the organisation at once and takes its rows away in slices.
Result<void> delete_organisation(const Admin& admin, const OrgId& id);

}  // namespace provost::admin
