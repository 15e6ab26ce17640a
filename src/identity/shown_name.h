#pragma once

#include <cstddef>
#include <string_view>

#include "base/result.h"

namespace provost::identity {

inline constexpr std::size_t shown_name_bytes_max = 100;

// Whether a name that somebody chose can appear in sentences, in the audit trail and in mails:
// nothing in it may hide or break a line. It may be empty.
bool is_shown_name(std::string_view name, std::size_t bytes_max);
// The same with shown_name_bytes_max. Code::invalid_value.
Result<void> check_shown_name(std::string_view name);

}  // namespace provost::identity
