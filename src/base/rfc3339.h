#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace provost {

// An instant with the precision that xsd:dateTime allows: whole seconds since 1970 and nanoseconds.
struct Instant {
  std::int64_t seconds = 0;
  std::int32_t nanoseconds = 0;
  friend bool operator==(const Instant&, const Instant&) = default;
  friend auto operator<=>(const Instant&, const Instant&) = default;
};

// Reads an xsd:dateTime as RFC 7643 §2.3.5 wants it: date and time, any offset or none (taken as
// UTC), fractions of any length (beyond nanoseconds they are cut), `24:00:00` as the next day.
std::optional<Instant> parse_date_time(std::string_view text);

// `2026-11-24T06:02:00.123Z`: UTC with milliseconds, the form of every meta value.
std::string to_rfc3339(Timestamp at);
void append_rfc3339(std::string& out, Timestamp at);

}  // namespace provost
