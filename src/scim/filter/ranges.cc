#include "scim/filter/ranges.h"

#include <algorithm>
#include <limits>

namespace provost::scim::filter {
namespace {

constexpr Timestamp earliest{std::numeric_limits<std::int64_t>::min()};
constexpr Timestamp latest{std::numeric_limits<std::int64_t>::max()};

// The next text after this one.
std::string after(std::string_view key) {
  return std::string(key) + '\0';
}

// UTF-8 never contains this byte, so this sorts after every continuation of a text.
std::string after_all_with(std::string_view prefix) {
  return std::string(prefix) + '\xFF';
}

struct Moment {
  Timestamp floor;
  bool is_whole = true;
};

Moment in_milliseconds(const Instant& instant) {
  constexpr std::int32_t ns_per_ms = 1'000'000;
  return {{instant.seconds * 1000 + instant.nanoseconds / ns_per_ms},
          instant.nanoseconds % ns_per_ms == 0};
}

bool is_before(const std::optional<std::string>& end, const std::optional<std::string>& other) {
  return end && (!other || *end < *other);
}

}  // namespace

std::optional<KeyRange> key_range(Op op, std::string_view key) {
  switch (op) {
    case Op::sw:
      return KeyRange{std::string(key), after_all_with(key)};
    case Op::gt:
      return KeyRange{after(key), std::nullopt};
    case Op::ge:
      return KeyRange{std::string(key), std::nullopt};
    case Op::lt:
      return KeyRange{"", std::string(key)};
    case Op::le:
      return KeyRange{"", after(key)};
    default:
      return std::nullopt;
  }
}

std::optional<TimeRange> time_range(Op op, const Instant& instant) {
  const Moment moment = in_milliseconds(instant);
  const Timestamp next{moment.floor.ms + 1};
  const Timestamp at_or_after = moment.is_whole ? moment.floor : next;
  switch (op) {
    case Op::eq:
      return TimeRange{at_or_after, next};
    case Op::gt:
      return TimeRange{next, latest};
    case Op::ge:
      return TimeRange{at_or_after, latest};
    case Op::lt:
      return TimeRange{earliest, at_or_after};
    case Op::le:
      return TimeRange{earliest, next};
    default:
      return std::nullopt;
  }
}

void narrow(Probe& range, const Probe& other) {
  range.key = std::max(range.key, other.key);
  if (is_before(other.end, range.end)) {
    range.end = other.end;
  }
  range.from = std::max(range.from, other.from);
  range.to = std::min(range.to, other.to);
}

}  // namespace provost::scim::filter
