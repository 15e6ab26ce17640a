#pragma once

#include <compare>
#include <cstdint>

namespace provost {

// A moment in UTC, in milliseconds since 1970.
struct Timestamp {
  std::int64_t ms = 0;
  friend bool operator==(Timestamp, Timestamp) = default;
  friend auto operator<=>(Timestamp, Timestamp) = default;
  Timestamp plus_s(std::int64_t seconds) const { return {ms + seconds * 1000}; }
};

// The source of time, so that tests can set it. Safe to call from many threads.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Timestamp now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Timestamp now() const override;
};

}  // namespace provost
