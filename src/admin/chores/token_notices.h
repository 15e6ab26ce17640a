#pragma once

#include <functional>
#include <string>

#include "base/result.h"
#include "identity/admin.h"

// Warnings of an expiring token, once each in the journal and the server's log. The API has them
// while they apply (identity/token_expiry.h).
namespace provost::admin {

// Writes due notices of newest tokens into the journals of their organisations, at most a slice of
// them, with a line for the server's log for each. A failed one is due again; returns the first
// error after the others are done.
Result<void> give_due_notices(const identity::Admin& admin,
                              const std::function<void(const std::string&)>& say);

}  // namespace provost::admin
