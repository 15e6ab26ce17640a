#include "api/loop/throttle.h"

#include <algorithm>
#include <span>

#include "base/ip_network.h"
#include "base/text.h"

namespace provost::api {
namespace {

constexpr std::size_t about_bytes_max = 256;

}  // namespace

std::string network_of(std::string_view address) {
  const std::optional<IpAddress> parsed = IpAddress::parse(address);
  if (!parsed || parsed->is_v4) {
    return std::string(address);
  }
  return to_hex(std::span(parsed->bytes).first(8));
}

int Throttle::begin(std::string_view about, Timestamp now) {
  const std::lock_guard lock(mutex_);
  Entry& entry = entry_of(about.substr(0, about_bytes_max), now);
  if (now < entry.next) {
    return static_cast<int>((entry.next.ms - now.ms + 999) / 1000);
  }
  ++entry.attempts;
  entry.last = now;
  entry.next = now.plus_s(wait_after(entry.attempts));
  return 0;
}

void Throttle::forget(std::string_view about) {
  const std::lock_guard lock(mutex_);
  if (const auto entry = find(about); entry != entries_.end()) {
    by_about_.erase(entry->about);
    entries_.erase(entry);
  }
}

void Throttle::forgive(std::string_view about) {
  const std::lock_guard lock(mutex_);
  if (const auto entry = find(about); entry != entries_.end() && entry->attempts > 0) {
    --entry->attempts;
    entry->next = entry->last;
  }
}

std::size_t Throttle::size() const {
  const std::lock_guard lock(mutex_);
  return entries_.size();
}

Throttle::Entries::iterator Throttle::find(std::string_view about) {
  const auto known = by_about_.find(about.substr(0, about_bytes_max));
  return known == by_about_.end() ? entries_.end() : known->second;
}

Throttle::Entry& Throttle::entry_of(std::string_view about, Timestamp now) {
  if (const auto known = by_about_.find(about); known != by_about_.end()) {
    entries_.splice(entries_.begin(), entries_, known->second);
    Entry& entry = entries_.front();
    follow_clock(entry, now);
    if (now >= entry.last.plus_s(rule_.forget_s)) {
      entry.attempts = 0;
    }
    return entry;
  }
  if (entries_.size() >= entries_max_) {
    by_about_.erase(entries_.back().about);
    entries_.pop_back();
  }
  entries_.push_front({.about = std::string(about), .attempts = 0, .last = now, .next = {}});
  by_about_.emplace(entries_.front().about, entries_.begin());
  return entries_.front();
}

// An attempt in the future was made before the clock was set back: the rest of its waiting time
// starts again now.
void Throttle::follow_clock(Entry& entry, Timestamp now) {
  if (now < entry.last) {
    entry.next.ms = now.ms + std::max<std::int64_t>(entry.next.ms - entry.last.ms, 0);
    entry.last = now;
  }
}

int Throttle::wait_after(int attempts) const {
  const int doublings = attempts - rule_.free;
  if (doublings < 0) {
    return 0;
  }
  return doublings >= 16 ? rule_.wait_max_s : std::min(1 << doublings, rule_.wait_max_s);
}

int SignInThrottle::begin(const SignInAttempt& attempt, Timestamp now) {
  if (!attempt.device.empty()) {
    return devices.begin(attempt.device, now);
  }
  const std::string network = network_of(attempt.address);
  if (const int wait_s = addresses.begin(network, now); wait_s > 0) {
    return wait_s;
  }
  const int wait_s = names.begin(attempt.name, now);
  if (wait_s > 0) {
    addresses.forgive(network);
  }
  return wait_s;
}

// Failures by strangers keep counting for strangers: the operator signs in regardless.
void SignInThrottle::succeeded(const SignInAttempt& attempt) {
  if (!attempt.device.empty()) {
    devices.forget(attempt.device);
    return;
  }
  names.forget(attempt.name);
  addresses.forgive(network_of(attempt.address));
}

void SignInThrottle::undo(const SignInAttempt& attempt) {
  if (!attempt.device.empty()) {
    devices.forgive(attempt.device);
    return;
  }
  names.forgive(attempt.name);
  addresses.forgive(network_of(attempt.address));
}

}  // namespace provost::api
