#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <thread>
#include <vector>

#include "base/fair_lines.h"
#include "store/sqlite/batch_runner.h"
#include "store/sqlite/checkpointer.h"

namespace provost::store::sqlite {

struct WriteLimits {
  std::size_t queue_max = 4096;
  std::size_t org_queue_max = 2048;
  std::size_t batch_units_max = 512;
  // Of one organisation while others wait.
  std::size_t org_batch_max = 64;
  // An organisation of which a unit took so long has its units in batches of their own, until one
  // takes less.
  std::chrono::milliseconds slow_unit{20};
  // Whether it looks, about once a second, for journal entries that another process left unsealed.
  bool seals_for_others = false;
};

// The one writer. Units wait in lines per organisation, which take turns: a batch has one unit of
// each before a second one of any, and ends after about 50 ms. It is committed together, and what
// arrives meanwhile waits for the next. Nobody's short unit waits in one batch with the units of an
// organisation whose last one took long. Between batches it
// seals journal entries that a large batch has left, slice by slice, so that nobody waits for more
// than one of those.
class WriteThread {
 public:
  WriteThread(Database& database, BatchRunner& runner, Checkpointer& checkpointer,
              const WriteLimits& limits);
  ~WriteThread();
  WriteThread(const WriteThread&) = delete;
  WriteThread& operator=(const WriteThread&) = delete;

  // Calls the unit's Done at once with Code::too_many_requests when its organisation has as much
  // waiting as it may, and with Code::overloaded when the queue is full or closed.
  void submit(WriteUnit unit);
  // Empties the write-ahead log between two batches. `done` is called once: with
  // Code::overloaded when somebody still reads an older state, or the thread is drained.
  void truncate_log(Done done);
  // Waits until everything submitted is done and sealed, and refuses new work.
  void drain();

 private:
  void loop();
  // False when there is nothing more to do.
  bool wait_for_work(std::unique_lock<std::mutex>& lock);
  void take_batch(std::vector<WriteUnit>& batch);
  // How many of the batch have begun, and are done.
  std::size_t run(std::vector<WriteUnit>& batch);
  void give_back(std::vector<WriteUnit>& batch, std::size_t begun);
  void note_time(const WriteUnit& unit);
  bool is_slow(OrgKey line) const;
  Waiting seal();
  void tend_log();
  void recover();
  void truncate_as_asked();
  Room enqueue(WriteUnit& unit);

  BatchRunner& runner_;
  Checkpointer& checkpointer_;
  const WriteLimits limits_;
  int log_pages_ = 0;
  std::chrono::steady_clock::time_point next_look_{};
  std::chrono::steady_clock::time_point next_recovery_{};

  std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable idle_;
  FairLines<OrgKey, WriteUnit> lines_;
  std::vector<Done> truncations_;  // asked for
  std::vector<OrgKey> slow_;       // lines whose last unit took long
  bool is_running_ = false;
  bool is_sealing_;  // there may be more to seal
  bool is_closed_ = false;
  bool is_stopping_ = false;
  std::thread thread_;
};

}  // namespace provost::store::sqlite
