#pragma once

#include <cstdint>

#include "identity/admin.h"

namespace provost::admin {

// How long the answer to a request with an Idempotency-Key is given again (design §4).
inline constexpr std::int64_t answers_kept_s = 24 * 3600;

// Takes a slice of those away that are older, of all organisations and of the installation: they
// hold personal values. Costs one read when there are none.
Result<void> remove_old_answers(const identity::Admin& admin);

}  // namespace provost::admin
