#include "store/sqlite/write_thread.h"

#include <algorithm>
#include <span>
#include <utility>

#include "store/sqlite/overload.h"

namespace provost::store::sqlite {
namespace {

using namespace std::chrono_literals;

// What a write may have to wait for the sealing of others' entries.
constexpr auto slice = 15ms;
constexpr auto look_every = 1s;

}  // namespace

WriteThread::WriteThread(Database& database, BatchRunner& runner, Checkpointer& checkpointer,
                         const WriteLimits& limits)
    : runner_(runner),
      checkpointer_(checkpointer),
      limits_(limits),
      is_sealing_(limits.seals_for_others) {
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
  idle_.wait(lock, [&] { return queue_.empty() && !is_running_ && !is_sealing_; });
}

void WriteThread::loop() {
  std::vector<WriteUnit> taken;
  std::unique_lock lock(mutex_);
  while (wait_for_work(lock)) {
    // The two vectors change places, so that both keep their room.
    taken.swap(queue_);
    is_running_ = true;
    lock.unlock();
    run(taken);
    taken.clear();
    const Waiting waiting = seal();
    lock.lock();
    is_running_ = false;
    is_sealing_ = waiting == Waiting::some;
    idle_.notify_all();
  }
}

bool WriteThread::wait_for_work(std::unique_lock<std::mutex>& lock) {
  const auto is_called = [&] { return is_stopping_ || !queue_.empty(); };
  if (is_sealing_) {
    return true;
  }
  if (limits_.seals_for_others) {
    wake_.wait_for(lock, look_every, is_called);
  } else {
    wake_.wait(lock, is_called);
  }
  return !is_stopping_ || !queue_.empty();
}

// Most batches leave nothing, and pay for no look.
Waiting WriteThread::seal() {
  const auto now = std::chrono::steady_clock::now();
  const bool looks = limits_.seals_for_others && now >= next_look_;
  next_look_ = looks ? now + look_every : next_look_;
  Waiting waiting = Waiting::none;
  if (looks || runner_.leaves_waiting()) {
    waiting = runner_.look_for_waiting();
  }
  if (waiting == Waiting::some) {
    waiting = runner_.seal_slice(slice);
    checkpointer_.on_commit(log_pages_);
  }
  return waiting;
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
