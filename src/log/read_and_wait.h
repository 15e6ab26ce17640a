#pragma once

#include "log/log.h"

namespace provost::log {

// Reads on the log's own threads and waits for it. Not for event loops. The work's errors, and
// Code::overloaded and too_many_requests where too much waits already.
Result<void> read_and_wait(Log& log, OrgKey org, const ReadWork& work);

}  // namespace provost::log
