#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <vector>

#include "store/sqlite/database.h"

namespace provost::store::sqlite {

// How often this process has committed. A reader that sees the count it saw before need not look
// into the database for newer data of this process.
using CommitCount = std::atomic<std::uint64_t>;
// The generation of the settings that this process has committed last.
using CommittedGeneration = std::atomic<std::int64_t>;

// A connection's read transaction that stays open from one short read to the next, since beginning
// and ending one costs as much as a lookup. It restarts after a commit of this process, so that
// clients see the changes they were told of, and when it is older than `age_max`, to notice changes
// of other processes.
class KeptSnapshot {
 public:
  static constexpr std::chrono::milliseconds age_max{100};

  KeptSnapshot(Database& database, const CommitCount& commits)
      : database_(database), commits_(commits) {}

  // Runs `work` on the snapshot. An exception leaves the snapshot as it is; an error that made
  // SQLite end the transaction is followed by another snapshot.
  template <class Work>
  void read(const Work& work) {
    const std::lock_guard lock(mutex_);
    if (!is_open() || is_stale()) {
      begin();
    }
    work();
  }
  // The same on a snapshot that begins now.
  template <class Work>
  void read_newest(const Work& work) {
    const std::lock_guard lock(mutex_);
    begin();
    work();
  }
  // Lets go of the snapshot until the next read. Safe from any thread.
  void release() noexcept;

 private:
  bool is_open() const;
  bool is_stale() const;
  void begin();

  Database& database_;
  const CommitCount& commits_;
  std::mutex mutex_;
  bool is_open_ = false;
  std::uint64_t seen_commits_ = 0;
  std::chrono::steady_clock::time_point begun_;
};

// All of a store. An idle thread's snapshot would keep the log from starting over, so they are
// released before each checkpoint.
class KeptSnapshots {
 public:
  void add(KeptSnapshot& snapshot);
  void remove(KeptSnapshot& snapshot);
  void release_all() noexcept;

 private:
  std::mutex mutex_;
  std::vector<KeptSnapshot*> snapshots_;
};

}  // namespace provost::store::sqlite
