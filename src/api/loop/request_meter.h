#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>

#include "base/clock.h"

namespace provost::api {

// How many requests the server answers, and how many of them badly, over the last minute. note() is
// what every event loop calls for each answer: two additions. Safe from many threads.
class RequestMeter {
 public:
  struct Totals {
    std::int64_t requests = 0;
    std::int64_t refused = 0;  // 4xx
    std::int64_t failed = 0;   // 5xx
  };
  struct Rate {
    Totals totals;             // within the time
    std::int64_t time_ms = 0;  // 0 before the second sample
  };

  void note(int status) {
    requests_.fetch_add(1, std::memory_order_relaxed);
    if (status >= 500) {
      failed_.fetch_add(1, std::memory_order_relaxed);
    } else if (status >= 400) {
      refused_.fetch_add(1, std::memory_order_relaxed);
    }
  }
  // Called about once a second.
  void sample(Timestamp now);
  // Between the oldest sample and the newest: about a minute.
  Rate rate() const;

 private:
  struct Sample {
    Timestamp at;
    Totals totals;
  };
  static constexpr std::size_t samples_max = 61;

  std::atomic<std::int64_t> requests_{0};
  std::atomic<std::int64_t> refused_{0};
  std::atomic<std::int64_t> failed_{0};
  mutable std::mutex mutex_;
  std::array<Sample, samples_max> samples_;
  std::size_t taken_ = 0;  // the total; the newest overwrite the oldest
};

}  // namespace provost::api
