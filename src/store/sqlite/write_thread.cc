#include "store/sqlite/write_thread.h"

#include <algorithm>
#include <span>
#include <utility>

namespace provost::store::sqlite {
namespace {

using namespace std::chrono_literals;

// How long a write may have to wait while others' entries are sealed.
constexpr auto slice = 15ms;
constexpr auto look_every = 1s;
// How long a failed read is reported: no write would reveal whether reads work again.
constexpr auto unreadable_for = 1min;

}  // namespace

WriteThread::WriteThread(Database& database, BatchRunner& runner, Checkpointer& checkpointer,
                         const WriteLimits& limits)
    : runner_(runner),
      checkpointer_(checkpointer),
      limits_(limits),
      lines_({.items_max = limits.queue_max, .line_items_max = limits.org_queue_max}),
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
  if (const Room room = enqueue(unit); room != Room::there) {
    unit.done(no_room(room, "many writes waiting"));
  }
}

Room WriteThread::enqueue(WriteUnit& unit) {
  const std::lock_guard lock(mutex_);
  if (is_closed_) {
    return Room::full;
  }
  const Room room = lines_.push(unit.line, unit);
  if (lines_.size() == 1 && !is_running_) {
    wake_.notify_one();
  }
  return room;
}

void WriteThread::drain() {
  std::unique_lock lock(mutex_);
  is_closed_ = true;
  idle_.wait(
      lock, [&] { return lines_.empty() && truncations_.empty() && !is_running_ && !is_sealing_; });
}

void WriteThread::loop() {
  std::vector<WriteUnit> batch;
  std::unique_lock lock(mutex_);
  while (wait_for_work(lock)) {
    take_batch(batch);
    is_running_ = true;
    lock.unlock();
    const std::size_t begun = run(batch);
    const Waiting waiting = seal();
    truncate_as_asked();
    recover();
    lock.lock();
    give_back(batch, begun);
    is_running_ = false;
    is_sealing_ = waiting == Waiting::some;
    idle_.notify_all();
  }
}

bool WriteThread::wait_for_work(std::unique_lock<std::mutex>& lock) {
  const auto is_called = [&] { return is_stopping_ || !lines_.empty() || !truncations_.empty(); };
  if (is_sealing_) {
    return true;
  }
  if (limits_.seals_for_others) {
    wake_.wait_for(lock, look_every, is_called);
  } else {
    wake_.wait(lock, is_called);
  }
  return !is_stopping_ || !lines_.empty() || !truncations_.empty();
}

// Most batches leave nothing, and need no look.
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
    tend_log();
  }
  return waiting;
}

// While several organisations wait, none puts more than its share into the batch. A unit of a slow
// organisation that is not first in the batch becomes the first of the next one.
void WriteThread::take_batch(std::vector<WriteUnit>& batch) {
  const std::size_t share =
      lines_.waiting_lines() > 1 ? limits_.org_batch_max : LineLimits::no_limit;
  while (batch.size() < limits_.batch_units_max) {
    auto taken = lines_.take(share);
    if (!taken) {
      return;
    }
    const bool goes_alone = share != LineLimits::no_limit && is_slow(taken->key);
    if (goes_alone && !batch.empty()) {
      lines_.put_back(std::move(*taken));
      return;
    }
    batch.push_back(std::move(taken->item));
    if (goes_alone) {
      return;
    }
  }
}

std::size_t WriteThread::run(std::vector<WriteUnit>& batch) {
  if (batch.empty()) {
    return 0;
  }
  const std::size_t begun = runner_.run(batch);
  tend_log();
  // Releases what they hold while nobody waits for the lock.
  for (WriteUnit& unit : std::span(batch).first(begun)) {
    unit.work = WriteWork();
    unit.done = nullptr;
  }
  return begun;
}

void WriteThread::give_back(std::vector<WriteUnit>& batch, std::size_t begun) {
  for (std::size_t i = batch.size(); i-- > begun;) {
    const OrgKey line = batch[i].line;
    lines_.put_back({line, std::move(batch[i])});
  }
  for (std::size_t i = 0; i < begun; ++i) {
    lines_.finished(batch[i].line);
    note_time(batch[i]);
  }
  batch.clear();
}

void WriteThread::note_time(const WriteUnit& unit) {
  const bool took_long = unit.took >= limits_.slow_unit;
  if (took_long == is_slow(unit.line)) {
    return;
  }
  if (took_long) {
    slow_.push_back(unit.line);
  } else {
    std::erase(slow_, unit.line);
  }
}

bool WriteThread::is_slow(OrgKey line) const {
  return std::ranges::find(slow_, line) != slow_.end();
}

// A log that may not grow blocks all writes until its readers have finished.
void WriteThread::tend_log() {
  const LogState state = checkpointer_.on_commit(log_pages_);
  log_pages_ = state == LogState::is_over ? 0 : log_pages_;
  if (state == LogState::too_long) {
    runner_.condition().set(
        Trouble::log_too_long,
        Error(Code::overloaded,
              "no changes are possible, the write-ahead log has reached its limit: another process "
              "has been reading the database for a long time; stop it"));
  } else {
    runner_.condition().clear(Trouble::log_too_long);
  }
}

// Once a second, with or without writes: checks the files, and the condition that made writing
// fail. Emptying the log gives a full disk room, and only writing shows whether there is room.
void WriteThread::recover() {
  const auto now = std::chrono::steady_clock::now();
  if (now < next_recovery_) {
    return;
  }
  next_recovery_ = now + look_every;
  Condition& condition = runner_.condition();
  condition.clear_older(Trouble::unreadable, now - unreadable_for);
  const bool is_full = condition.has(Trouble::disk_full);
  if (!runner_.check_files() ||
      !(is_full || condition.has(Trouble::failing) || condition.has(Trouble::log_too_long))) {
    return;
  }
  if (is_full && checkpointer_.truncate()) {
    log_pages_ = 0;
  }
  if (condition.has(Trouble::log_too_long)) {
    tend_log();
  } else {
    runner_.probe();
  }
}

void WriteThread::truncate_log(Done done) {
  {
    const std::lock_guard lock(mutex_);
    if (!is_closed_) {
      truncations_.push_back(std::move(done));
      wake_.notify_one();
      return;
    }
  }
  done(no_room(Room::full, "many writes waiting"));
}

void WriteThread::truncate_as_asked() {
  std::vector<Done> asked;
  {
    const std::lock_guard lock(mutex_);
    asked.swap(truncations_);
  }
  if (asked.empty()) {
    return;
  }
  Result<void> outcome;
  if (checkpointer_.truncate()) {
    log_pages_ = 0;
  } else {
    Error error(Code::overloaded,
                "the write-ahead log could not be emptied because another process is reading the "
                "store; try again");
    error.retry_after_s = 2;
    outcome = std::move(error);
  }
  std::ranges::for_each(asked, [&](const Done& done) { done(outcome); });
}

}  // namespace provost::store::sqlite
