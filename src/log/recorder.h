#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "log/collector.h"
#include "log/shelf.h"

namespace provost::log {

// The thread that brings what was collected to the shelf, a moment after it was noted, and keeps
// house there: entries that are too old, organisations that are gone. When the shelf fails, what
// was to be written counts as lost, and the thread goes on.
class Recorder {
 public:
  Recorder(Collector& collector, Shelf& shelf, std::int64_t retention_s, const Clock& clock,
           Random& random);
  // Writes what was noted.
  ~Recorder();
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;

  // Something was noted where there was nothing.
  void wake();
  // Takes away what belongs to other organisations than these, in slices.
  void keep_only(std::vector<OrgKey> live);
  // Waits until everything noted before is on the shelf.
  void flush();

 private:
  void loop();
  void wait(std::unique_lock<std::mutex>& lock);
  bool is_urgent() const { return is_stopping_ || flushes_asked_ != flushes_done_; }
  void write_noted();
  void keep_house(const std::optional<std::vector<OrgKey>>& live);
  void find_purges(const std::vector<OrgKey>& live);

  Collector& collector_;
  Shelf& shelf_;
  const std::int64_t retention_ms_;
  const Clock& clock_;
  Random& random_;

  // Of the thread alone.
  std::vector<OrgKey> to_purge_;
  std::optional<Timestamp> trimmed_;
  bool has_house_work_ = false;

  std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable written_;
  bool has_noted_ = false;
  bool is_stopping_ = false;
  std::size_t flushes_asked_ = 0;
  std::size_t flushes_done_ = 0;
  std::optional<std::vector<OrgKey>> live_;

  std::thread thread_;
};

}  // namespace provost::log
