#include "store/sqlite/checkpointer.h"

namespace provost::store::sqlite {
namespace {

// 8 MB and 64 MB of 8 kB pages.
constexpr int pages_between_runs = 1000;
constexpr int pages_until_wait = 8000;

}  // namespace

Checkpointer::Checkpointer(const std::filesystem::path& path, const Tuning& tuning,
                           KeptSnapshots& snapshots)
    : database_(path, tuning), snapshots_(snapshots), thread_([this] { loop(); }) {}

Checkpointer::~Checkpointer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void Checkpointer::on_commit(int log_pages) {
  if (log_pages < asked_at_) {  // the log started over
    asked_at_ = 0;
    waited_at_ = 0;
  }
  const bool must_wait = log_pages - waited_at_ >= pages_until_wait;
  if (log_pages - asked_at_ < pages_between_runs && !must_wait) {
    return;
  }
  asked_at_ = log_pages;
  std::unique_lock lock(mutex_);
  const int turn = ++asked_;
  wake_.notify_one();
  if (must_wait) {
    waited_at_ = log_pages;
    finished_.wait(lock, [&] { return done_ >= turn || stopping_; });
  }
}

void Checkpointer::loop() {
  std::unique_lock lock(mutex_);
  while (true) {
    wake_.wait(lock, [&] { return stopping_ || done_ < asked_; });
    if (stopping_) {
      return;
    }
    const int turn = asked_;
    lock.unlock();
    checkpoint();
    lock.lock();
    done_ = turn;
    finished_.notify_all();
  }
}

// A failed run is no failed write: what is in the log is durable, and the next run tries again. A
// disk that fails for good fails the writer's own commits.
void Checkpointer::checkpoint() noexcept {
  snapshots_.release_all();
  sqlite3_wal_checkpoint_v2(database_.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr,
                            nullptr);
}

}  // namespace provost::store::sqlite
