#pragma once

#include <string>

#include "simulate/env.h"
#include "simulate/verify.h"

namespace provost::simulate::okta {

// The fault of the answer to a page request, or nothing. Expects a ListResponse with whole numbers,
// itemsPerPage equal to the number of resources returned, at most `count`, and the requested
// startIndex.
std::string page_fault(const Reply& reply, std::size_t start_index, std::size_t count);

// The whole of Okta's provisioning: test credentials, import, assignment, group push, changes in
// cycles (idp-clients.md §3.1).
void provision(Env& env);
// A second import, which must list every user and group of the world that should be there. Adds to
// the differences.
void verify_import(Env& env);

Witness witness();

}  // namespace provost::simulate::okta
