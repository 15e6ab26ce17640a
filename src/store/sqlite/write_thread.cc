#include "store/sqlite/write_thread.h"

#include <algorithm>
#include <span>
#include <utility>

#include "store/sqlite/overload.h"

namespace provost::store::sqlite {

WriteThread::WriteThread(Database& database, BatchRunner& runner, Checkpointer& checkpointer,
                         const WriteLimits& limits)
    : runner_(runner), checkpointer_(checkpointer), limits_(limits) {
  const auto note_pages = [](void* self, sqlite3*, const char*, int pages) {
    static_cast<WriteThread*>(self)->log_pages_ = pages;
    return SQLITE_OK;
  };
  sqlite3_wal_hook(database.handle(), note_pages, this);
  thread_ = std::thread([this] { loop(); });
}

WriteThread::~WriteThread() {
  drain();
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void WriteThread::submit(WriteUnit unit) {
  if (!enqueue(unit)) {
    unit.done(overload::queue_full("writes"));
  }
}

bool WriteThread::enqueue(WriteUnit& unit) {
  const std::lock_guard lock(mutex_);
  if (is_closed_ || waiting_ >= limits_.queue_max) {
    return false;
  }
  queue_.push_back(std::move(unit));
  ++waiting_;
  if (queue_.size() == 1 && !is_running_) {
    wake_.notify_one();
  }
  return true;
}

void WriteThread::drain() {
  std::unique_lock lock(mutex_);
  is_closed_ = true;
  idle_.wait(lock, [&] { return queue_.empty() && !is_running_; });
}

void WriteThread::loop() {
  std::vector<WriteUnit> taken;
  std::unique_lock lock(mutex_);
  while (true) {
    wake_.wait(lock, [&] { return is_stopping_ || !queue_.empty(); });
    if (queue_.empty()) {
      return;
    }
    // The two vectors change places, so that both keep their room.
    taken.swap(queue_);
    is_running_ = true;
    lock.unlock();
    run(taken);
    taken.clear();
    lock.lock();
    is_running_ = false;
    idle_.notify_all();
  }
}

void WriteThread::run(std::vector<WriteUnit>& units) {
  for (std::size_t begin = 0; begin < units.size();) {
    const std::size_t size = std::min(limits_.batch_units_max, units.size() - begin);
    {
      const std::lock_guard lock(mutex_);
      waiting_ -= size;
    }
    runner_.run(std::span(units).subspan(begin, size));
    checkpointer_.on_commit(log_pages_);
    begin += size;
  }
}

}  // namespace provost::store::sqlite
