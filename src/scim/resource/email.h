#pragma once

#include <cstddef>
#include <string_view>

namespace provost::scim::resource {

inline constexpr std::size_t email_bytes_max = 320;

// The e-mail rule of design §2.3: exactly one `@` with something on both sides, no white space or
// control characters, at most 320 bytes. Nothing more: guests' names hold `#EXT#`, and domains need
// no dot.
bool is_email(std::string_view text);

}  // namespace provost::scim::resource
