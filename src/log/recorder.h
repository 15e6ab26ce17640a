#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "log/collector.h"
#include "log/shelf.h"

namespace provost::log {

// What of all that is there may stay.
struct Kept {
  std::vector<OrgKey> organisations;
  // The newest one when this was read, removed or not: what is newer was not there to be listed.
  OrgKey newest{};
  // Those that keep bodies.
  std::vector<OrgKey> with_bodies;
};

// Called once, on the log's thread or at once on the caller's.
using Done = std::function<void(Result<void>)>;

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
  // Takes away what belongs to other organisations than these, and bodies of those that keep none,
  // in slices.
  void keep_only(Kept kept);
  // Takes what is personal of somebody from the shelf, in slices, and then calls `done`, on this
  // thread.
  void erase(OrgKey org, Person person, Done done);
  // Ends the erasures that are not done yet, and refuses more.
  void drain();
  // Waits until everything noted before is on the shelf.
  void flush();

 private:
  struct Erasure {
    OrgKey org{};
    Person person;
    Done done;
    ErasurePlace place = {};
  };
  void loop();
  void wait(std::unique_lock<std::mutex>& lock);
  bool is_urgent() const { return is_stopping_ || is_draining_ || flushes_asked_ != flushes_done_; }
  void write_noted();
  void keep_house(const std::optional<Kept>& kept);
  void find_purges(const Kept& kept);
  bool do_slice();
  void end_erasure(const Result<void>& outcome);

  Collector& collector_;
  Shelf& shelf_;
  const std::int64_t retention_ms_;
  const Clock& clock_;
  Random& random_;

  // Of the thread alone.
  std::vector<OrgKey> to_purge_;
  std::vector<OrgKey> bodies_to_purge_;
  std::deque<Erasure> erasures_;
  std::optional<Timestamp> trimmed_;
  bool has_house_work_ = false;

  std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable written_;
  bool has_noted_ = false;
  bool is_stopping_ = false;
  std::size_t flushes_asked_ = 0;
  std::size_t flushes_done_ = 0;
  std::optional<Kept> kept_;
  std::deque<Erasure> erasures_asked_;
  std::size_t erasures_open_ = 0;
  bool is_draining_ = false;

  std::thread thread_;
};

}  // namespace provost::log
