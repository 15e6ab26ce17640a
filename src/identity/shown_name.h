#pragma once

#include <cstddef>
#include <string_view>

#include "base/result.h"

namespace provost::identity {

inline constexpr std::size_t shown_name_bytes_max = 100;

// A name that somebody chose and that appears in sentences, in the audit trail and in mails:
// nothing in it may hide or break a line. It may be empty. Code::invalid_value.
Result<void> check_shown_name(std::string_view name);

}  // namespace provost::identity
