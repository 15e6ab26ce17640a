#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "store/long_work.h"
#include "store/transaction.h"

namespace provost::admin {

// After an organisation went from full to minimal: rewrites its stored users in slices, so that
// only the attributes of the minimal profile (design §2.4) and of the organisation's own schemas
// are kept. A userName that was valid in full but is not an e-mail address stays until the identity
// provider changes it; a user without `active` counted as inactive and becomes so.
//
// Does one slice from the position of `work`, which admin/chores/long_work.h drives and saves, and
// advances it. True when there are no more users.
Result<bool> purge_slice(store::Writer& writer, store::LongWork& work, Timestamp now);

}  // namespace provost::admin
