#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
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
  // The newest one when this was read, removed or not: newer ones were not listed yet.
  OrgKey newest{};
  // Those that keep bodies.
  std::vector<OrgKey> with_bodies;
};

// What the operator sees of the log itself.
struct Health {
  std::string problem;    // why nothing can be written just now; empty: it can
  std::string set_aside;  // the damaged file that this process set aside last
  std::int64_t lost = 0;  // requests that are in no log, since the process began
};

// Called once, on the log's thread or at once on the caller's.
using Done = std::function<void(Result<void>)>;

// The thread that writes collected entries to the shelf, a moment after they were noted, and
// deletes old entries and those of removed organisations. Entries that the shelf does not accept
// now are written later, within the collector's limits; a damaged shelf is set aside; other
// failures count as lost entries. It reports them, at most once a minute.
class Recorder {
 public:
  using Say = std::function<void(const std::string&)>;
  Recorder(Collector& collector, Shelf& shelf, std::int64_t retention_s, Say say,
           const Clock& clock, Random& random);
  // Writes noted entries.
  ~Recorder();
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;

  // Something was noted where there was nothing.
  void wake();
  // Deletes the entries of all other organisations, and bodies of those that keep none, in slices.
  void keep_only(Kept kept);
  // Erases a person's data from the shelf, in slices, and then calls `done`, on this thread.
  void erase(OrgKey org, Person person, Done done);
  // Ends the erasures that are not done yet, and refuses more.
  void drain();
  // Waits until everything noted before is on the shelf, or the shelf did not take it.
  void flush();
  // A reader found the shelf damaged.
  void note_damage();
  Health health() const;

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
  void write_noted(bool is_last);
  bool write_held(bool is_last);
  void set_aside(const char* why);
  void set_problem(const std::string& problem);
  void tell_lost();
  void keep_house(const std::optional<Kept>& kept);
  void end_work(const char* why);
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
  std::vector<Noted> held_;  // taken from the collector and not written yet
  bool must_retry_ = false;
  std::int64_t told_lost_ = 0;
  std::chrono::steady_clock::time_point next_telling_{};
  const Say say_;

  mutable std::mutex mutex_;
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
  bool is_damaged_ = false;
  std::string problem_;
  std::string set_aside_;

  std::thread thread_;
};

}  // namespace provost::log
