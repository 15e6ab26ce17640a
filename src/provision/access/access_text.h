#pragma once

#include <optional>
#include <string>

#include "access/access.h"

namespace provost::provision {

// An access as the journal and the API have it: null, or an object with role, identityType, source
// and, of a group, groupId. Appends JSON text.
void append_access(std::string& out, const access::Access& access,
                   std::optional<access::Target> default_access);

// {"role":"admin","identityType":"human"}, or null.
void append_target(std::string& out, std::optional<access::Target> target);

}  // namespace provost::provision
