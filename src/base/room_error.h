#pragma once

#include "base/byte_budget.h"
#include "base/result.h"

namespace provost {

// Nothing when there is room; Code::too_many_requests when the share is full, Code::overloaded when
// the budget is. Both say when to retry.
Result<void> check(ByteBudget::Room room);

}  // namespace provost
