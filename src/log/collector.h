#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_set>
#include <vector>

#include "log/entry.h"

namespace provost::log {

struct CollectorLimits {
  // Entries and summaries that wait for the disk.
  std::size_t entries_max = 20'000;
  // The same in bytes, about: an entry with bodies has a hundred times those of another.
  std::size_t bytes_max = 32 * 1024 * 1024;
  // Refusals have a quota of their own in each organisation, so that noise can neither push out nor
  // bury what the identity provider does: addresses that are told apart, in a minute and in a day.
  std::size_t addresses_per_minute_max = 20;
  std::size_t addresses_per_day_max = 2'000;
};

// A successful read, as it is summed up.
struct Read {
  std::string_view token_id;
  std::string_view operation;
  std::string_view method;
  std::string_view address;
  std::string_view agent;
  Timestamp time;
  int status = 200;
  std::int64_t duration_us = 0;
  bool is_probe = false;
};

// Event loops put entries here, and the log's thread takes them. Waits only for its own short lock.
// When there is no room, summaries of reads are dropped first; dropped entries are counted. Safe
// from many threads.
class Collector {
 public:
  explicit Collector(const CollectorLimits& limits) : limits_(limits) {}

  // True when it was empty before: the reader must be woken.
  bool note(OrgKey org, Entry entry);
  bool note_read(OrgKey org, const Read& read);
  // An entry of the kind `refusals`, with a time but not yet summed up.
  bool note_refusal(OrgKey org, Entry entry);

  // Everything noted since the last call, including summaries. A summary may come again while its
  // minute lasts; the log adds up equal ids.
  std::vector<Noted> take();
  // Takes back what could not be stored: it counts as lost.
  void lose(const std::vector<Noted>& entries);
  // How many requests were lost since the beginning.
  std::int64_t lost_total() const { return lost_total_; }

 private:
  // organisation, minute, credential, route
  using ReadKey = std::tuple<OrgKey, std::int64_t, std::string, std::string>;
  // organisation, minute, address, cause
  using ReadKeyView = std::tuple<OrgKey, std::int64_t, std::string_view, std::string_view>;
  // Finds a key by its parts, without making one. Not std::less<>: clang 14 cannot compare tuples
  // of different types.
  struct ReadKeyOrder {
    using is_transparent = void;
    static ReadKeyView view(const ReadKey& key) { return key; }
    static ReadKeyView view(const ReadKeyView& key) { return key; }
    template <class One, class Other>
    bool operator()(const One& one, const Other& other) const {
      return view(one) < view(other);
    }
  };
  using RefusalKey = std::tuple<OrgKey, std::int64_t, std::string, Cause, std::string>;
  // What one organisation's refusals have used up of their quota.
  struct Quota {
    std::int64_t minute = 0;
    std::int64_t day = 0;
    std::unordered_set<std::string> addresses;  // of this minute
    std::size_t addresses_today = 0;
  };

  bool is_full() const {
    return entries_.size() + reads_.size() + refusals_.size() >= limits_.entries_max ||
           bytes_ >= limits_.bytes_max;
  }
  bool is_empty() const;
  bool make_room();
  void count_lost(OrgKey org, Timestamp at, std::int64_t count);
  bool may_tell_apart(OrgKey org, const Entry& entry);

  const CollectorLimits limits_;
  std::mutex mutex_;
  std::size_t bytes_ = 0;  // of the entries and summaries
  std::vector<Noted> entries_;
  std::map<ReadKey, Entry, ReadKeyOrder> reads_;
  std::map<RefusalKey, Entry> refusals_;
  std::map<std::pair<OrgKey, std::int64_t>, std::int64_t> lost_;  // by organisation and minute
  std::map<OrgKey, Quota> quotas_;
  std::atomic<std::int64_t> lost_total_ = 0;
};

}  // namespace provost::log
