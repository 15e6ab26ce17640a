#include "api/loop/request_meter.h"

#include <algorithm>

namespace provost::api {

void RequestMeter::sample(Timestamp now) {
  const Totals totals{.requests = requests_.load(std::memory_order_relaxed),
                      .refused = refused_.load(std::memory_order_relaxed),
                      .failed = failed_.load(std::memory_order_relaxed)};
  const std::lock_guard lock(mutex_);
  samples_[taken_++ % samples_max] = {now, totals};
}

RequestMeter::Rate RequestMeter::rate() const {
  const std::lock_guard lock(mutex_);
  if (taken_ < 2) {
    return {};
  }
  const Sample& newest = samples_[(taken_ - 1) % samples_max];
  const Sample& oldest = samples_[taken_ < samples_max ? 0 : taken_ % samples_max];
  return {.totals = {.requests = newest.totals.requests - oldest.totals.requests,
                     .refused = newest.totals.refused - oldest.totals.refused,
                     .failed = newest.totals.failed - oldest.totals.failed},
          .time_ms = std::max<std::int64_t>(newest.at.ms - oldest.at.ms, 0)};
}

}  // namespace provost::api
