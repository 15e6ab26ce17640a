#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "scim/sort/sort.h"
#include "store/records.h"

namespace provost::api::scim_api {

// How long a cursor may be used (RFC 9865 §4 cursorTimeout).
inline constexpr std::int64_t cursor_lifetime_s = 3600;

// What a cursor holds: where the page that it leads to begins, and how the walk was started.
struct CursorState {
  scim::sort::Place beyond;
  bool backward = false;
  std::optional<std::size_t> total;
  std::optional<std::int64_t> count;  // as the first page was asked for
  friend bool operator==(const CursorState&, const CursorState&) = default;
};

// Seals a state into a text of unreserved characters that means nothing to anybody else (RFC 9865
// §2, standards.md CUR-2, CUR-12): encrypted and authenticated under the newest of `keys`, together
// with the moment and with `scope`, which names all that must be the same when the cursor comes
// back: organisation, token, endpoint, query. Throws std::runtime_error when there is no key.
std::string seal_cursor(const CursorState& state, std::string_view scope, Timestamp now,
                        const std::vector<store::CursorKey>& keys, Random& random);

// Code::invalid_cursor when the text is none of ours or belongs to another scope, which look the
// same from outside; Code::expired_cursor when it is older than cursor_lifetime_s (CUR-7).
Result<CursorState> open_cursor(std::string_view text, std::string_view scope, Timestamp now,
                                const std::vector<store::CursorKey>& keys);

}  // namespace provost::api::scim_api
