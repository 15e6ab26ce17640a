#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "store/records.h"

namespace provost::api {

// How long a cursor may be used (RFC 9865 §4 cursorTimeout).
inline constexpr std::int64_t cursor_lifetime_s = 3600;

// Seals a text into one of unreserved characters that means nothing to anybody else (RFC 9865 §2,
// standards.md CUR-2, CUR-12): encrypted and authenticated under the newest of `keys`, together
// with the moment and with `scope`, which names all that must be the same when it comes back.
// Throws std::runtime_error when there is no key.
std::string seal_text(std::string_view plain, std::string_view scope, Timestamp now,
                      const std::vector<store::CursorKey>& keys, Random& random);

// Code::invalid_cursor when the text is none of ours or belongs to another scope, which look the
// same from outside; Code::expired_cursor when it is older than cursor_lifetime_s (CUR-7).
Result<std::string> open_text(std::string_view text, std::string_view scope, Timestamp now,
                              const std::vector<store::CursorKey>& keys);

// What open_text answers to a text that is none of ours.
Error invalid_cursor();

}  // namespace provost::api
