#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/clock.h"

namespace provost::api {

// What one subscriber has alone: an IPv4 address, or of IPv6 the network of 64 bits.
std::string network_of(std::string_view address);

// Slows guessing at secrets down: the more attempts fail in a row, the longer the next has to wait.
struct ThrottleRule {
  int free = 5;         // attempts that need not wait
  int wait_max_s = 60;  // each one more doubles the wait, from one second up to this
  int forget_s = 3600;  // after so long without an attempt it is as if there had been none
};

// Attempts by what they are about (a name, an address). At most `entries_max` are remembered; the
// one without an attempt for longest goes first. Safe to call from many threads.
class Throttle {
 public:
  Throttle(const ThrottleRule& rule, std::size_t entries_max)
      : rule_(rule), entries_max_(entries_max) {}

  // Times are those of a clock that may be set: backwards, which prolongs no wait and forgets
  // nothing, or ahead, which ends waits early.
  //
  // 0 when an attempt may be made, which is counted as one that fails, so that attempts at the same
  // time count too; else the seconds to wait.
  int begin(std::string_view about, Timestamp now);
  // The attempt succeeded: clears its counts.
  void forget(std::string_view about);
  // The attempt succeeded, but others may have failed that were about the same.
  void forgive(std::string_view about);
  std::size_t size() const;

 private:
  struct Entry {
    std::string about;
    int attempts = 0;
    Timestamp last;
    Timestamp next;  // when the next one may be made
  };
  using Entries = std::list<Entry>;  // the one attempted last first
  Entries::iterator find(std::string_view about);
  Entry& entry_of(std::string_view about, Timestamp now);
  static void follow_clock(Entry& entry, Timestamp now);
  int wait_after(int attempts) const;

  const ThrottleRule rule_;
  const std::size_t entries_max_;
  mutable std::mutex mutex_;
  Entries entries_;
  std::unordered_map<std::string_view, Entries::iterator> by_about_;
};

// Who tries to sign in.
struct SignInAttempt {
  std::string name;
  std::string address;
  // The browser or session in which this operator signed in before; empty for none.
  std::string device = {};
};

// For sign-ins. Both name and address are counted; the second stops a guesser with one address and
// many names. A known browser or session has its own count instead, so that strangers cannot lock
// an operator out (OWASP: device cookies).
struct SignInThrottle {
  Throttle names{{.free = 5, .wait_max_s = 60}, 10'000};
  Throttle addresses{{.free = 20, .wait_max_s = 300}, 10'000};
  Throttle devices{{.free = 5, .wait_max_s = 60}, 10'000};

  // As of Throttle. Of IPv6 the network of 64 bits counts, which one subscriber has alone. An
  // attempt that may not be made counts nowhere.
  int begin(const SignInAttempt& attempt, Timestamp now);
  void succeeded(const SignInAttempt& attempt);
  // It neither failed nor succeeded: there was something missing.
  void undo(const SignInAttempt& attempt);
};

}  // namespace provost::api
