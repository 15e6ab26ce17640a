#pragma once

#include <cstddef>
#include <vector>

#include "base/clock.h"

// How many active users an organisation had. A sample holds until the next one: only changes are
// kept (docs/decisions/0018).
namespace provost::store {

struct ActiveSample {
  Timestamp hour;
  std::size_t active = 0;
};

class HistoryReader {
 public:
  virtual ~HistoryReader() = default;
  // Oldest first: the one that held at `since`, and those that came after.
  virtual std::vector<ActiveSample> active_samples(Timestamp since) = 0;
};

class HistoryWriter {
 public:
  virtual ~HistoryWriter() = default;
  // Replaces the sample of the same hour.
  virtual void save_active_sample(const ActiveSample& sample) = 0;
  // Takes away those that held no longer at that moment.
  virtual void remove_active_samples(Timestamp before) = 0;
};

}  // namespace provost::store
