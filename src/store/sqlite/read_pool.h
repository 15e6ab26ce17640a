#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include "store/sqlite/condition.h"
#include "store/sqlite/database.h"
#include "store/store.h"

namespace provost::store::sqlite {

struct ReadLimits {
  std::size_t threads = 1;
  std::size_t queue_max = 256;
};

// Runs reads without a row bound, away from the event loops: each thread has its own connection.
class ReadPool {
 public:
  ReadPool(const std::filesystem::path& path, const Tuning& tuning, const ReadLimits& limits,
           Condition& condition);
  ~ReadPool();
  ReadPool(const ReadPool&) = delete;
  ReadPool& operator=(const ReadPool&) = delete;

  // Calls `done` at once with Code::overloaded when the queue is full or closed.
  void submit(OrgKey org, ReadWork work, Done done);
  // Waits until everything submitted is done, and refuses what comes later.
  void drain();

 private:
  struct Job {
    OrgKey org{};
    ReadWork work;
    Done done;
  };

  bool enqueue(Job& job);
  void loop(Database& database);

  const std::size_t queue_max_;
  Condition& condition_;
  std::deque<Database> databases_;

  std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable idle_;
  std::deque<Job> queue_;
  std::size_t running_ = 0;
  bool is_closed_ = false;
  bool is_stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace provost::store::sqlite
