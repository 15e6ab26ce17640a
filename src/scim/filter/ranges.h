#pragma once

#include <optional>
#include <string_view>

#include "base/rfc3339.h"
#include "scim/filter/filter.h"
#include "scim/resource/key_range.h"

namespace provost::scim::filter {

// The keys that pass `sw`, `gt`, `ge`, `lt` or `le`; nothing for operators that are no range.
std::optional<KeyRange> key_range(Op op, std::string_view key);

// The moments from `from` on, before `to`.
struct TimeRange {
  Timestamp from;
  Timestamp to;
};

// The moments of our clock that pass `eq`, `gt`, `ge`, `lt` or `le`; nothing for other operators.
// The clock counts milliseconds, the literal may name nanoseconds.
std::optional<TimeRange> time_range(Op op, const Instant& instant);

// Sets `range` to the intersection with `other`: both are Probe::Kind::keys of one index, or both
// `created`, or both `modified`.
void narrow(Probe& range, const Probe& other);

}  // namespace provost::scim::filter
