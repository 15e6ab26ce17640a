#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <thread>
#include <vector>

#include "store/sqlite/batch_runner.h"
#include "store/sqlite/checkpointer.h"

namespace provost::store::sqlite {

struct WriteLimits {
  std::size_t queue_max = 4096;
  std::size_t batch_units_max = 512;
  // Whether it looks, about once a second, for journal entries that another process left unsealed.
  bool seals_for_others = false;
};

// The one writer. It takes everything that waits and commits it together; what arrives meanwhile
// waits for the next batch. Between batches it seals journal entries that a large batch has left,
// slice by slice, so that nobody waits for more than one of those.
class WriteThread {
 public:
  WriteThread(Database& database, BatchRunner& runner, Checkpointer& checkpointer,
              const WriteLimits& limits);
  ~WriteThread();
  WriteThread(const WriteThread&) = delete;
  WriteThread& operator=(const WriteThread&) = delete;

  // Calls the unit's Done at once with Code::overloaded when the queue is full or closed.
  void submit(WriteUnit unit);
  // Empties the write-ahead log between two batches. `done` is called once: with
  // Code::overloaded when somebody still reads an older state, or the thread is drained.
  void truncate_log(Done done);
  // Waits until everything submitted is done and sealed, and refuses what comes later.
  void drain();

 private:
  void loop();
  // False when there is nothing more to do.
  bool wait_for_work(std::unique_lock<std::mutex>& lock);
  void run(std::vector<WriteUnit>& units);
  Waiting seal();
  void tend_log();
  void recover();
  void truncate_as_asked();
  bool enqueue(WriteUnit& unit);

  BatchRunner& runner_;
  Checkpointer& checkpointer_;
  const WriteLimits limits_;
  int log_pages_ = 0;
  std::chrono::steady_clock::time_point next_look_{};
  std::chrono::steady_clock::time_point next_recovery_{};

  std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable idle_;
  std::vector<WriteUnit> queue_;
  std::vector<Done> truncations_;  // asked for
  std::size_t waiting_ = 0;        // queued, or taken and not begun
  bool is_running_ = false;
  bool is_sealing_;  // there may be more to seal
  bool is_closed_ = false;
  bool is_stopping_ = false;
  std::thread thread_;
};

}  // namespace provost::store::sqlite
