#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "admin/organisation/settings.h"
#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "base/strong.h"
#include "identity/admin.h"
#include "store/store.h"

namespace provost::admin {

// Organisations come and go: units of work on the catalogue.

// Code::invalid_value when the text is not [a-z0-9][a-z0-9-]{0,62}, or is a word that the server
// needs for itself (design §2.1).
Result<OrgId> read_org_id(std::string_view text);

// The organisation and the first entry of its journal, or neither. SCIM starts disabled.
// Code::uniqueness when the id is taken.
Result<store::OrgKey> create_organisation(store::CatalogueWriter& catalogue, const OrgId& id,
                                          const store::OrgSettings& settings, Timestamp now,
                                          const identity::Author& author);
// Hides the organisation at once. Code::not_found.
Result<store::OrgKey> remove_organisation(store::CatalogueWriter& catalogue, const OrgId& id,
                                          const identity::Author& author);
// change_settings() of admin/organisation/settings.h also recorded in the installation's journal:
// for callers above the organisation, with their reason, if any.
Result<SettingsOutcome> change_settings(store::CatalogueWriter& catalogue, const store::Org& org,
                                        const SettingsChange& wanted, std::string_view reason,
                                        Timestamp now, const identity::Author& author);

}  // namespace provost::admin
