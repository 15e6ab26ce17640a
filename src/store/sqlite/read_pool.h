#pragma once

#include <cstddef>
#include <deque>

#include "base/line_workers.h"
#include "store/sqlite/condition.h"
#include "store/sqlite/database.h"
#include "store/store.h"

namespace provost::store::sqlite {

struct ReadLimits {
  // One more is reserved for organisations with none in progress.
  std::size_t threads = 1;
  std::size_t queue_max = 256;
  std::size_t org_queue_max = 32;
};

// Runs reads without a row bound, away from the event loops: each thread has its own connection.
// Organisations take turns, and none has all threads.
class ReadPool {
 public:
  ReadPool(const std::filesystem::path& path, const Tuning& tuning, const ReadLimits& limits,
           Condition& condition);
  ReadPool(const ReadPool&) = delete;
  ReadPool& operator=(const ReadPool&) = delete;

  // Waits in `line`, which is the organisation's or the server's. Calls `done` at once with
  // Code::too_many_requests when as many wait there as may, and with Code::overloaded when the
  // queue is full or closed.
  void submit(OrgKey line, OrgKey org, ReadWork work, const Done& done);
  // Waits until everything submitted is done, and refuses new work.
  void drain() { workers_.drain(); }

 private:
  Condition& condition_;
  std::deque<Database> databases_;  // one for each worker
  LineWorkers<OrgKey> workers_;
};

}  // namespace provost::store::sqlite
