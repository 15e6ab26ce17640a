#pragma once

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
};

// The one writer. It takes everything that waits and commits it together; what arrives meanwhile
// waits for the next batch.
class WriteThread {
 public:
  WriteThread(Database& database, BatchRunner& runner, Checkpointer& checkpointer,
              const WriteLimits& limits);
  ~WriteThread();
  WriteThread(const WriteThread&) = delete;
  WriteThread& operator=(const WriteThread&) = delete;

  // Calls the unit's Done at once with Code::overloaded when the queue is full or closed.
  void submit(WriteUnit unit);
  // Waits until everything submitted is done, and refuses what comes later.
  void drain();

 private:
  void loop();
  void run(std::vector<WriteUnit>& units);
  bool enqueue(WriteUnit& unit);

  BatchRunner& runner_;
  Checkpointer& checkpointer_;
  const WriteLimits limits_;
  int log_pages_ = 0;

  std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable idle_;
  std::vector<WriteUnit> queue_;
  std::size_t waiting_ = 0;  // queued, or taken and not begun
  bool is_running_ = false;
  bool is_closed_ = false;
  bool is_stopping_ = false;
  std::thread thread_;
};

}  // namespace provost::store::sqlite
