#pragma once

#include <cstddef>

#include "base/result.h"
#include "scim/resource/validate.h"
#include "scim/rules.h"

namespace provost::scim::resource {

// What one resource may have as it is stored; members of groups are kept apart and do not count.
// Ten times what any identity provider sends, and little enough that a thousand of them are no
// danger (design §2.24).
inline constexpr std::size_t resource_bytes_max = 1024 * 1024;

// Code::invalid_value names the limit, and the attribute that has most of the bytes. A resource
// that is no larger than its stored size may stay: making one smaller, or inactive, always works,
// even if it is already too large.
Result<void> check_size(const ValidResource& resource, const Rules& rules,
                        std::size_t stored_bytes = 0);

}  // namespace provost::scim::resource
