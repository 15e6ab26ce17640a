#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "log/collector.h"
#include "log/read_threads.h"
#include "log/recorder.h"
#include "log/shelf.h"

namespace provost::log {

struct Options {
  CollectorLimits collector;
  // How old entries may become.
  std::int64_t retention_s = 30 * 24 * 3600;
  std::size_t read_threads = 2;
  ReadLimits reads;
  // Told, on a thread of the log, when entries are lost or a new log is begun.
  std::function<void(const std::string&)> say = [](const std::string&) {};
};

// The provisioning log (design §2.13, §3 Log): a store of its own, with a thread that writes noted
// entries a moment later and deletes old ones, and some that read. Noting never waits for any of
// them. Safe from many threads.
class Log {
 public:
  Log(std::unique_ptr<Shelf> shelf, const Options& options, const Clock& clock, Random& random);

  void note(OrgKey org, Entry entry);
  void note_read(OrgKey org, const Read& read);
  void note_refusal(OrgKey org, Entry entry);

  // Runs `work` on a reading thread, in the line of that organisation, and calls `done` there; see
  // ReadThreads.
  void read_later(OrgKey org, ReadWork work, const Done& done);
  // Waits for the reads that were submitted, ends the erasures, and refuses more of either.
  void drain() {
    reading_.drain();
    recorder_.drain();
  }
  // Deletes, in slices, the entries of all other organisations, and bodies of those that keep none.
  void keep_only(Kept kept) { recorder_.keep_only(std::move(kept)); }
  // Erases a person's data from the entries; `done` is called on a thread of the log.
  void erase(OrgKey org, Person person, Done done) {
    recorder_.erase(org, std::move(person), std::move(done));
  }
  // What its storage takes up.
  std::uint64_t bytes() const { return shelf_->bytes(); }
  Health health() const { return recorder_.health(); }
  // Waits until everything noted before is on the shelf.
  void flush() { recorder_.flush(); }

 private:
  std::unique_ptr<Shelf> shelf_;
  Collector collector_;
  Recorder recorder_;
  ReadThreads reading_;
};

}  // namespace provost::log
