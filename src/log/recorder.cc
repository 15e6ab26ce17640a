#include "log/recorder.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <iterator>
#include <utility>

namespace provost::log {
namespace {

using std::chrono::milliseconds;

// An entry is visible within a second (design §4); those that arrive in this time share a
// transaction.
constexpr milliseconds gather_time{200};
constexpr milliseconds idle_time{60'000};
// The delay before retrying what the shelf did not accept.
constexpr milliseconds retry_time{1'000};
constexpr std::chrono::minutes telling_interval{1};
// The pause between slices of deletions, so that they never delay new entries.
constexpr milliseconds slice_pause{20};
constexpr std::size_t slice_rows = 500;
// An erasure reads more than it writes, and somebody waits for it.
constexpr std::size_t erasure_rows = 5000;
constexpr std::int64_t trim_interval_ms = 3'600'000;

Error stopping() {
  return Error(Code::overloaded, "the server is stopping; erase again");
}

}  // namespace

Recorder::Recorder(Collector& collector, Shelf& shelf, std::int64_t retention_s, Say say,
                   const Clock& clock, Random& random)
    : collector_(collector),
      shelf_(shelf),
      retention_ms_(retention_s * 1000),
      clock_(clock),
      random_(random),
      say_(std::move(say)),
      thread_([this] { loop(); }) {}

Recorder::~Recorder() {
  drain();
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

void Recorder::keep_only(Kept kept) {
  std::ranges::sort(kept.organisations);
  std::ranges::sort(kept.with_bodies);
  {
    const std::lock_guard lock(mutex_);
    kept_ = std::move(kept);
  }
  wake_.notify_one();
}

void Recorder::erase(OrgKey org, Person person, Done done) {
  {
    const std::lock_guard lock(mutex_);
    if (!is_draining_) {
      ++erasures_open_;
      erasures_asked_.push_back({org, std::move(person), std::move(done)});
      wake_.notify_one();
      return;
    }
  }
  done(stopping());
}

void Recorder::drain() {
  std::unique_lock lock(mutex_);
  is_draining_ = true;
  wake_.notify_one();
  written_.wait(lock, [&] { return erasures_open_ == 0; });
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
    std::optional<Kept> kept;
    std::size_t asked = 0;
    bool is_ending = false;
    {
      std::unique_lock lock(mutex_);
      wait(lock);
      is_last = is_stopping_;
      asked = flushes_asked_;
      has_noted_ = false;
      kept.swap(kept_);
      std::ranges::move(erasures_asked_, std::back_inserter(erasures_));
      erasures_asked_.clear();
      is_ending = is_draining_;
    }
    write_noted(is_last);
    tell_lost();
    while (is_ending && !erasures_.empty()) {
      end_erasure(stopping());
    }
    if (!is_last) {
      keep_house(kept);
    }
    {
      const std::lock_guard lock(mutex_);
      flushes_done_ = asked;
    }
    written_.notify_all();
  }
}

// Waits until there is something to do and, once something was noted, a moment more for what
// follows it.
void Recorder::wait(std::unique_lock<std::mutex>& lock) {
  const milliseconds rest = has_house_work_ ? slice_pause : must_retry_ ? retry_time : idle_time;
  wake_.wait_for(lock, rest, [&] {
    return has_noted_ || kept_ || is_damaged_ || !erasures_asked_.empty() || is_urgent();
  });
  if (has_noted_) {
    wake_.wait_for(lock, gather_time, [&] { return is_urgent(); });
  }
}

// Held entries go first. While they cannot be written, nothing more is taken, so the collector's
// bound applies.
void Recorder::write_noted(bool is_last) {
  bool is_damaged = false;
  {
    const std::lock_guard lock(mutex_);
    is_damaged = std::exchange(is_damaged_, false);
  }
  if (is_damaged) {
    try {
      set_aside("a read met damaged pages");
    } catch (const std::exception& fault) {
      set_problem(fault.what());
    }
  }
  must_retry_ = false;
  if (!write_held(is_last)) {
    return;
  }
  held_ = collector_.take();
  for (Noted& one : held_) {
    if (one.entry.id.is_nil()) {
      one.entry.id = new_id(one.entry.time, random_);
    }
  }
  write_held(is_last);
}

// Returns false while the shelf does not accept the held entries.
bool Recorder::write_held(bool is_last) {
  if (held_.empty()) {
    return true;
  }
  try {
    try {
      shelf_.write(held_);
    } catch (const ShelfDamaged& fault) {
      set_aside(fault.what());
      shelf_.write(held_);
    }
    set_problem("");
  } catch (const ShelfUnavailable& fault) {
    set_problem(fault.what());
    must_retry_ = true;
    if (!is_last) {
      return false;
    }
    collector_.lose(held_);
  } catch (const std::exception& fault) {
    set_problem(fault.what());
    must_retry_ = true;
    collector_.lose(held_);
  }
  held_.clear();
  return true;
}

// Unfinished work on the old file does not apply to the new one.
void Recorder::set_aside(const char* why) {
  to_purge_.clear();
  bodies_to_purge_.clear();
  const std::string name = shelf_.set_aside(clock_.now());
  {
    const std::lock_guard lock(mutex_);
    set_aside_ = name;
  }
  say_("the provisioning log is damaged (" + std::string(why) + "); it is kept as " + name +
       ", and a new one has been started");
}

void Recorder::set_problem(const std::string& problem) {
  const std::lock_guard lock(mutex_);
  problem_ = problem;
}

void Recorder::tell_lost() {
  const std::int64_t lost = collector_.lost_total();
  const auto now = std::chrono::steady_clock::now();
  if (lost == told_lost_ || now < next_telling_) {
    return;
  }
  const std::string why = health().problem;
  say_(std::to_string(lost - told_lost_) + " requests are missing in the provisioning log: " +
       (why.empty() ? "there was no room for them" : why));
  told_lost_ = lost;
  next_telling_ = now + telling_interval;
}

void Recorder::note_damage() {
  {
    const std::lock_guard lock(mutex_);
    is_damaged_ = true;
  }
  wake_.notify_one();
}

Health Recorder::health() const {
  const std::lock_guard lock(mutex_);
  return {.problem = problem_, .set_aside = set_aside_, .lost = collector_.lost_total()};
}

// Runs one slice of whatever is due. Failures are retried an hour later, or with the next call.
void Recorder::keep_house(const std::optional<Kept>& kept) {
  try {
    if (kept) {
      find_purges(*kept);
    }
    has_house_work_ = do_slice();
  } catch (const ShelfDamaged& fault) {
    note_damage();
    end_work(fault.what());
  } catch (const std::exception& fault) {
    end_work(fault.what());
  }
}

void Recorder::end_work(const char* why) {
  to_purge_.clear();
  bodies_to_purge_.clear();
  trimmed_ = clock_.now();
  has_house_work_ = !erasures_.empty();
  if (has_house_work_) {
    end_erasure(Error(Code::internal, "the provisioning log cannot be written", why));
  }
}

// Returns false when nothing is left to do. Erasures go first, since somebody waits for them.
bool Recorder::do_slice() {
  if (!erasures_.empty()) {
    Erasure& first = erasures_.front();
    if (!shelf_.erase(first.org, first.person, first.place, erasure_rows)) {
      end_erasure({});
    }
    return true;
  }
  if (!to_purge_.empty()) {
    if (!shelf_.purge(to_purge_.back(), slice_rows)) {
      to_purge_.pop_back();
    }
    return true;
  }
  if (!bodies_to_purge_.empty()) {
    if (!shelf_.purge_bodies(bodies_to_purge_.back(), slice_rows)) {
      bodies_to_purge_.pop_back();
    }
    return true;
  }
  const Timestamp now = clock_.now();
  if (trimmed_ && now.ms - trimmed_->ms < trim_interval_ms) {
    return false;
  }
  const std::int64_t hours_ms = std::max(retention_ms_, hours_kept_days * day_ms);
  const bool has_more =
      shelf_.trim({.entries = {now.ms - retention_ms_}, .hours = {now.ms - hours_ms}}, slice_rows);
  if (!has_more) {
    trimmed_ = now;
  }
  return has_more;
}

void Recorder::end_erasure(const Result<void>& outcome) {
  const Done done = std::move(erasures_.front().done);
  erasures_.pop_front();
  done(outcome);
  const std::lock_guard lock(mutex_);
  --erasures_open_;
}

void Recorder::find_purges(const Kept& kept) {
  to_purge_.clear();
  bodies_to_purge_.clear();
  for (const OrgKey org : shelf_.organisations()) {
    if (org <= kept.newest && !std::ranges::binary_search(kept.organisations, org)) {
      to_purge_.push_back(org);
    }
  }
  for (const OrgKey org : shelf_.organisations_with_bodies()) {
    if (org <= kept.newest && !std::ranges::binary_search(kept.with_bodies, org)) {
      bodies_to_purge_.push_back(org);
    }
  }
}

}  // namespace provost::log
