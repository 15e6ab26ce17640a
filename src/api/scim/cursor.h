#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/loop/sealed_text.h"
#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "scim/sort/sort.h"
#include "store/records.h"

namespace provost::api::scim_api {

// What a cursor holds: where the page that it leads to begins, and how the walk was started.
struct CursorState {
  scim::sort::Place beyond;
  bool backward = false;
  std::optional<std::size_t> total;
  std::optional<std::int64_t> count;  // as the first page was asked for
  friend bool operator==(const CursorState&, const CursorState&) = default;
};

// A state as a sealed text (api/loop/sealed_text.h). `scope` names organisation, token, endpoint
// and query.
std::string seal_cursor(const CursorState& state, std::string_view scope, Timestamp now,
                        const std::vector<store::CursorKey>& keys, Random& random);
// Code::invalid_cursor, Code::expired_cursor.
Result<CursorState> open_cursor(std::string_view text, std::string_view scope, Timestamp now,
                                const std::vector<store::CursorKey>& keys);

}  // namespace provost::api::scim_api
