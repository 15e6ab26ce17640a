#include "store/sqlite/kept_snapshot.h"

#include <algorithm>
#include <utility>

namespace provost::store::sqlite {

bool KeptSnapshot::is_stale() const {
  return commits_.load(std::memory_order_acquire) != seen_commits_ ||
         std::chrono::steady_clock::now() - begun_ > age_max;
}

// An error (disk, memory) may have ended the transaction, which only SQLite knows.
bool KeptSnapshot::is_open() const {
  return is_open_ && database_.in_transaction();
}

// The count is read first: the snapshot may be newer than the count, never older.
void KeptSnapshot::begin() {
  seen_commits_ = commits_.load(std::memory_order_acquire);
  begun_ = std::chrono::steady_clock::now();
  if (is_open()) {
    is_open_ = false;
    database_.execute(Query::commit);
  }
  is_open_ = false;
  database_.execute(Query::begin);
  is_open_ = true;
}

void KeptSnapshot::release() noexcept {
  const std::lock_guard lock(mutex_);
  if (is_open()) {
    is_open_ = false;
    sqlite3_exec(database_.handle(), "COMMIT", nullptr, nullptr, nullptr);
  }
}

void KeptSnapshots::add(KeptSnapshot& snapshot) {
  const std::lock_guard lock(mutex_);
  snapshots_.push_back(&snapshot);
}

void KeptSnapshots::remove(KeptSnapshot& snapshot) {
  const std::lock_guard lock(mutex_);
  std::erase(snapshots_, &snapshot);
}

void KeptSnapshots::release_all() noexcept {
  const std::lock_guard lock(mutex_);
  std::ranges::for_each(snapshots_, [](KeptSnapshot* snapshot) { snapshot->release(); });
}

}  // namespace provost::store::sqlite
