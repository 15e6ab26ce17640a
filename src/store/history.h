#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

// Kept for an organisation beside its data: the number of active users over time, dismissed
// findings, and sent notices.
namespace provost::store {

// A finding that somebody has seen and wants to hear no more of for a while, and how bad it was
// then (docs/decisions/0033).
struct Dismissal {
  std::string finding;  // its id
  Timestamp at;
  Timestamp until;
  std::string by;    // the actor, as in the journal
  std::string name;  // what people call that actor; may be empty
  std::size_t count = 0;
  std::int64_t severity = 0;
};

// A sample holds until the next one: only changes are kept (docs/decisions/0018).
struct ActiveSample {
  Timestamp hour;
  std::size_t active = 0;
};

// The numbers are stored.
enum class NoticeState : std::uint8_t {
  waiting = 1,  // to be mailed
  sent = 2,
  failed = 3,  // for good
  off = 4,     // no notices of that kind
};

// One mail of a notice, sent to one recipient once (docs/decisions/0034). It is kept for as long as
// the condition lasts, so that neither a second look nor a restart sends it again.
struct Notice {
  std::uint8_t kind = 0;
  std::string occurrence;  // tells it from others of its kind; empty where `state` is off
  std::string recipient;   // id of the member or of the setup link; empty where `state` is off
  NoticeState state = NoticeState::waiting;
  Timestamp at;  // of that state
};

class HistoryReader {
 public:
  virtual ~HistoryReader() = default;
  // Oldest first: the one that held at `since`, and those that came after.
  virtual std::vector<ActiveSample> active_samples(Timestamp since) = 0;
  // In the order of their kinds, occurrences and recipients. A caller bounds how many there are.
  virtual std::vector<Notice> notices() = 0;
  // In the order of the findings' ids, expired ones included. A caller bounds how many there are.
  virtual std::vector<Dismissal> dismissals() = 0;
};

class HistoryWriter {
 public:
  virtual ~HistoryWriter() = default;
  // Replaces the sample of the same hour.
  virtual void save_active_sample(const ActiveSample& sample) = 0;
  // Deletes those that had ended by that time.
  virtual void remove_active_samples(Timestamp before) = 0;
  // Adds it, or replaces that of the same kind, occurrence and recipient.
  virtual void save_notice(const Notice& notice) = 0;
  virtual void remove_notice(const Notice& notice) = 0;
  // Replaces that of the same finding.
  virtual void save_dismissal(const Dismissal& dismissal) = 0;
  // False when there is none.
  virtual bool remove_dismissal(std::string_view finding) = 0;
};

}  // namespace provost::store
