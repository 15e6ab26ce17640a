#include "log/collector.h"

#include <algorithm>
#include <array>
#include <utility>

namespace provost::log {
namespace {

// How many organisations' refusals are counted at a time.
constexpr std::size_t quotas_max = 10'000;

// Equal parts give an equal digest, which forms a summary's id together with its minute: so the
// summaries of one minute are one entry, however often they are written. FNV-1a.
class Digest {
 public:
  explicit Digest(Kind kind) { add(std::string_view(reinterpret_cast<const char*>(&kind), 1)); }
  void add(std::string_view part) {
    for (const char c : part) {
      mix(static_cast<std::uint8_t>(c));
    }
    mix(0);
  }
  Uuid id(Timestamp minute) const {
    std::array<std::uint8_t, 10> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      const std::uint64_t state = i < 5 ? first_ : second_;
      bytes[i] = static_cast<std::uint8_t>(state >> (8 * (i % 5 + 1)));
    }
    return make_uuid_v7(minute.ms, bytes);
  }

 private:
  void mix(std::uint8_t byte) {
    constexpr std::uint64_t prime = 0x100000001B3;
    first_ = (first_ ^ byte) * prime;
    second_ = (second_ + byte + 1) * prime;
    second_ ^= second_ >> 29;
  }
  std::uint64_t first_ = 0xCBF29CE484222325;
  std::uint64_t second_ = 0x9E3779B97F4A7C15;
};

// Roughly the memory that an entry uses. Nothing in it grows while it waits.
std::size_t bytes_of(const Entry& entry) {
  std::size_t bytes = sizeof(Noted);
  for (const std::string* text :
       {&entry.method, &entry.target, &entry.operation, &entry.address, &entry.agent,
        &entry.token_id, &entry.request_id, &entry.subject.type, &entry.subject.id,
        &entry.subject.name, &entry.detail, &entry.bodies.request, &entry.bodies.response}) {
    bytes += text->size();
  }
  for (const Remark& remark : entry.remarks) {
    bytes += sizeof(Remark);
    for (const std::string& value : remark.values) {
      bytes += sizeof(std::string) + value.size();
    }
  }
  return bytes;
}

// Adds a request to a summary, which may still be empty.
void add_to(Entry& summary, Timestamp time, std::int64_t duration_us) {
  summary.last = std::max(summary.last, time);
  summary.duration_us = std::max(summary.duration_us, duration_us);
}

Entry summary_of(const Read& read) {
  Entry summary;
  summary.kind = Kind::reads;
  summary.time = minute_of(read.time);
  summary.count = 0;
  summary.method = read.method;
  summary.operation = read.operation;
  summary.status = read.status;
  summary.address = read.address;
  summary.agent = read.agent;
  summary.token_id = read.token_id;
  Digest digest(Kind::reads);
  digest.add(read.token_id);
  digest.add(read.operation);
  summary.id = digest.id(summary.time);
  return summary;
}

}  // namespace

bool Collector::note(OrgKey org, Entry entry) {
  const std::lock_guard lock(mutex_);
  const bool was_empty = is_empty();
  if (make_room()) {
    bytes_ += bytes_of(entry);
    entries_.push_back({org, std::move(entry)});
  } else {
    count_lost(org, entry.time, entry.count);
  }
  return was_empty;
}

bool Collector::note_read(OrgKey org, const Read& read) {
  const std::lock_guard lock(mutex_);
  const bool was_empty = is_empty();
  const auto key = std::make_tuple(org, minute_of(read.time).ms, read.token_id, read.operation);
  auto known = reads_.find(key);
  if (known == reads_.end()) {
    if (is_full()) {
      count_lost(org, read.time, 1);
      return was_empty;
    }
    known = reads_.emplace(ReadKey(key), summary_of(read)).first;
    bytes_ += bytes_of(known->second);
  }
  ++known->second.count;
  known->second.is_probe = known->second.is_probe || read.is_probe;
  add_to(known->second, read.time, read.duration_us);
  return was_empty;
}

bool Collector::note_refusal(OrgKey org, Entry entry) {
  const std::lock_guard lock(mutex_);
  const bool was_empty = is_empty();
  if (!may_tell_apart(org, entry)) {
    entry.address.clear();
    entry.agent.clear();
    entry.request_id.clear();
  }
  const Timestamp time = entry.time;
  RefusalKey key(org, minute_of(time).ms, entry.address, entry.cause, entry.token_id);
  auto known = refusals_.find(key);
  if (known == refusals_.end()) {
    if (!make_room()) {
      count_lost(org, time, 1);
      return was_empty;
    }
    Digest digest(Kind::refusals);
    digest.add(entry.address);
    digest.add(text_of(entry.cause).id);
    digest.add(entry.token_id);
    entry.kind = Kind::refusals;
    entry.time = minute_of(time);
    entry.id = digest.id(entry.time);
    entry.count = 0;
    known = refusals_.emplace(std::move(key), std::move(entry)).first;
    bytes_ += bytes_of(known->second);
  }
  ++known->second.count;
  add_to(known->second, time, entry.duration_us);
  return was_empty;
}

// Whether the entry may keep its own address, or is counted with all other addresses.
bool Collector::may_tell_apart(OrgKey org, const Entry& entry) {
  if (quotas_.size() >= quotas_max && !quotas_.contains(org)) {
    quotas_.clear();
  }
  Quota& quota = quotas_[org];
  if (quota.day != entry.time.ms / day_ms) {
    quota = {.minute = 0, .day = entry.time.ms / day_ms, .addresses = {}, .addresses_today = 0};
  }
  if (quota.minute != minute_of(entry.time).ms) {
    quota.minute = minute_of(entry.time).ms;
    quota.addresses.clear();
  }
  if (quota.addresses.contains(entry.address)) {
    return true;
  }
  if (quota.addresses.size() >= limits_.addresses_per_minute_max ||
      quota.addresses_today >= limits_.addresses_per_day_max) {
    return false;
  }
  quota.addresses.insert(entry.address);
  ++quota.addresses_today;
  return true;
}

bool Collector::is_empty() const {
  return entries_.empty() && reads_.empty() && refusals_.empty() && lost_.empty();
}

// Makes room by dropping reads. Returns false when there is none even without them.
bool Collector::make_room() {
  while (is_full()) {
    if (reads_.empty()) {
      return false;
    }
    const auto first = reads_.begin();
    count_lost(std::get<0>(first->first), first->second.time, first->second.count);
    bytes_ -= bytes_of(first->second);
    reads_.erase(first);
  }
  return true;
}

void Collector::count_lost(OrgKey org, Timestamp at, std::int64_t count) {
  lost_[{org, minute_of(at).ms}] += count;
  lost_total_ += count;
}

std::vector<Noted> Collector::take() {
  std::vector<Noted> taken;
  const std::lock_guard lock(mutex_);
  taken.swap(entries_);
  bytes_ = 0;
  for (auto& one : reads_) {
    taken.push_back({std::get<0>(one.first), std::move(one.second)});
  }
  for (auto& one : refusals_) {
    taken.push_back({std::get<0>(one.first), std::move(one.second)});
  }
  for (const auto& one : lost_) {
    Entry entry;
    entry.kind = Kind::lost;
    entry.cause = Cause::entries_lost;
    entry.time = {one.first.second};
    entry.last = entry.time;
    entry.count = one.second;
    entry.id = Digest(Kind::lost).id(entry.time);
    taken.push_back({one.first.first, std::move(entry)});
  }
  reads_.clear();
  refusals_.clear();
  lost_.clear();
  return taken;
}

void Collector::lose(const std::vector<Noted>& entries) {
  const std::lock_guard lock(mutex_);
  for (const Noted& one : entries) {
    count_lost(one.org, one.entry.time, one.entry.count);
  }
}

}  // namespace provost::log
