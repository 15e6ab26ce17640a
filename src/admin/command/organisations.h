#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "identity/admin.h"
#include "store/long_work.h"

// An operator's use cases on organisations at the command line: they wait until all is done.
namespace provost::admin {

// Code::uniqueness when the id is taken. SCIM starts disabled.
Result<void> create_organisation(const identity::Admin& admin, const OrgId& id,
                                 const store::OrgSettings& settings);
// Code::not_found.
Result<void> set_scim_enabled(const identity::Admin& admin, const OrgId& id, bool enabled);

// Applies `key=value` pairs: name, attributes (minimal, full), reject-extra (true, false),
// conformance (tolerant, strict), default-access (human, service, none), allowed-networks (CIDR,
// separated by commas, or any), suspended (true, false), log-bodies (true, false). All or none;
// Code::invalid_value names the key or value. Going from full to minimal throws stored attributes
// away, so it needs `confirm_purge` (Code::conflict says so), and waits until they are gone: when
// that fails the settings are changed, and a running server carries on.
Result<void> set_organisation(const identity::Admin& admin, const OrgId& id,
                              const std::vector<std::string>& assignments, bool confirm_purge,
                              const std::function<void(const store::LongWork&)>& progress = {});

// Hides the organisation at once and takes its rows away in slices.
Result<void> delete_organisation(const identity::Admin& admin, const OrgId& id);

}  // namespace provost::admin
