#include "log/recorder.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

namespace provost::log {
namespace {

using std::chrono::milliseconds;

// An entry shows within a second (design §4); what comes in this time shares a transaction.
constexpr milliseconds gather_time{200};
constexpr milliseconds idle_time{60'000};
// Between slices of deletions, so that they never stand in the way of what is noted.
constexpr milliseconds slice_pause{20};
constexpr std::size_t slice_rows = 500;
constexpr std::int64_t trim_interval_ms = 3'600'000;

}  // namespace

Recorder::Recorder(Collector& collector, Shelf& shelf, std::int64_t retention_s, const Clock& clock,
                   Random& random)
    : collector_(collector),
      shelf_(shelf),
      retention_ms_(retention_s * 1000),
      clock_(clock),
      random_(random),
      thread_([this] { loop(); }) {}

Recorder::~Recorder() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void Recorder::wake() {
  {
    const std::lock_guard lock(mutex_);
    has_noted_ = true;
  }
  wake_.notify_one();
}

void Recorder::keep_only(std::vector<OrgKey> live) {
  std::ranges::sort(live);
  {
    const std::lock_guard lock(mutex_);
    live_ = std::move(live);
  }
  wake_.notify_one();
}

void Recorder::flush() {
  std::unique_lock lock(mutex_);
  const std::size_t mine = ++flushes_asked_;
  wake_.notify_one();
  written_.wait(lock, [&] { return flushes_done_ >= mine; });
}

void Recorder::loop() {
  bool is_last = false;
  while (!is_last) {
    std::optional<std::vector<OrgKey>> live;
    std::size_t asked = 0;
    {
      std::unique_lock lock(mutex_);
      wait(lock);
      is_last = is_stopping_;
      asked = flushes_asked_;
      has_noted_ = false;
      live.swap(live_);
    }
    write_noted();
    if (!is_last) {
      keep_house(live);
    }
    {
      const std::lock_guard lock(mutex_);
      flushes_done_ = asked;
    }
    written_.notify_all();
  }
}

// Until there is something to do; and once something was noted, a moment more for what follows it.
void Recorder::wait(std::unique_lock<std::mutex>& lock) {
  wake_.wait_for(lock, has_house_work_ ? slice_pause : idle_time,
                 [&] { return has_noted_ || live_ || is_urgent(); });
  if (has_noted_) {
    wake_.wait_for(lock, gather_time, [&] { return is_urgent(); });
  }
}

void Recorder::write_noted() {
  std::vector<Noted> noted = collector_.take();
  if (noted.empty()) {
    return;
  }
  for (Noted& one : noted) {
    if (one.entry.id.is_nil()) {
      one.entry.id = new_id(one.entry.time, random_);
    }
  }
  try {
    shelf_.write(noted);
  } catch (const std::exception&) {
    collector_.lose(noted);
  }
}

// One slice of whatever is due. What fails is tried again an hour later, or with the next call.
void Recorder::keep_house(const std::optional<std::vector<OrgKey>>& live) {
  try {
    if (live) {
      find_purges(*live);
    }
    has_house_work_ = false;
    if (!to_purge_.empty()) {
      if (!shelf_.purge(to_purge_.back(), slice_rows)) {
        to_purge_.pop_back();
      }
      has_house_work_ = true;
      return;
    }
    const Timestamp now = clock_.now();
    if (!trimmed_ || now.ms - trimmed_->ms >= trim_interval_ms) {
      has_house_work_ = shelf_.trim({now.ms - retention_ms_}, slice_rows);
      if (!has_house_work_) {
        trimmed_ = now;
      }
    }
  } catch (const std::exception&) {
    to_purge_.clear();
    trimmed_ = clock_.now();
    has_house_work_ = false;
  }
}

void Recorder::find_purges(const std::vector<OrgKey>& live) {
  to_purge_.clear();
  for (const OrgKey org : shelf_.organisations()) {
    if (!std::ranges::binary_search(live, org)) {
      to_purge_.push_back(org);
    }
  }
}

}  // namespace provost::log
