#pragma once

#include <string>

#include "simulate/env.h"
#include "simulate/verify.h"

namespace provost::simulate::entra {

// The fault of the answer to a Test Connection probe, or nothing. Expects 200, SCIM's media type,
// an empty ListResponse.
std::string probe_fault(const Reply& reply);

// The whole of Entra's provisioning: Test Connection, the initial cycle (match, create, then
// memberships and managers), the incremental cycles (idp-clients.md §1.2, §1.3). A failed probe
// stops the run: Entra does not start, or goes into quarantine.
void provision(Env& env);

Witness witness(const Options& options);

}  // namespace provost::simulate::entra
