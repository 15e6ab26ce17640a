#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "store/sqlite/database.h"
#include "store/sqlite/kept_snapshot.h"

namespace provost::store::sqlite {

// Moves what was committed from the log into the database file, on a thread and a connection of its
// own, so that the writer does not wait for it. The log starts over from its beginning once all of
// it was moved and no snapshot needs it; a writer that never pauses could prevent that, so beyond a
// bound it waits for one run.
class Checkpointer {
 public:
  Checkpointer(const std::filesystem::path& path, const Tuning& tuning, KeptSnapshots& snapshots);
  ~Checkpointer();
  Checkpointer(const Checkpointer&) = delete;
  Checkpointer& operator=(const Checkpointer&) = delete;

  // Called by the writer between its transactions with the pages that the log now has.
  void on_commit(int log_pages);

 private:
  void loop();
  void checkpoint() noexcept;

  Database database_;
  KeptSnapshots& snapshots_;
  // Pages at which the last run was asked for, and at which the writer waited last.
  int asked_at_ = 0;
  int waited_at_ = 0;

  std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable finished_;
  int asked_ = 0;  // runs asked for and done
  int done_ = 0;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace provost::store::sqlite
