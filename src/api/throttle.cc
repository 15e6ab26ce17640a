#include "api/throttle.h"

#include <algorithm>
#include <span>

#include "base/ip_network.h"
#include "base/text.h"

namespace provost::api {
namespace {

constexpr std::size_t about_bytes_max = 256;

std::string network_of(std::string_view address) {
  const std::optional<IpAddress> parsed = IpAddress::parse(address);
  if (!parsed || parsed->is_v4) {
    return std::string(address);
  }
  return to_hex(std::span(parsed->bytes).first(8));
}

}  // namespace

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

int Throttle::wait_after(int attempts) const {
  const int doublings = attempts - rule_.free;
  if (doublings < 0) {
    return 0;
  }
  return doublings >= 16 ? rule_.wait_max_s : std::min(1 << doublings, rule_.wait_max_s);
}

int SignInThrottle::begin(std::string_view name, std::string_view address, Timestamp now) {
  const int wait_s = addresses.begin(network_of(address), now);
  return wait_s > 0 ? wait_s : names.begin(name, now);
}

void SignInThrottle::succeeded(std::string_view name, std::string_view address) {
  names.forget(name);
  addresses.forgive(network_of(address));
}

void SignInThrottle::undo(std::string_view name, std::string_view address) {
  names.forgive(name);
  addresses.forgive(network_of(address));
}

}  // namespace provost::api
