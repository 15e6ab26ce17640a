#pragma once

#include "identity/admin.h"

namespace provost::admin {

// Adds a key for page cursors when there is none or the newest is more than twelve hours old.
// Cursors live for an hour, so those of the generation before stay usable (RFC 9865 §2.1). Called
// at the start and now and then; several nodes may call it at once.
Result<void> renew_cursor_keys(const identity::Admin& admin);

}  // namespace provost::admin
