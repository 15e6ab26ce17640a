#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "identity/admin.h"

namespace provost::admin {

// Deletes entries older than `cutoff` from the beginning of a journal, at most `rows` of them, and
// records the number and mac of the last one in a new entry. That entry is part of the chain, so it
// proves that the rest begins where it should (docs/decisions/0014). The last entry of a journal
// always stays. True when there is more to delete.
Result<bool> trim_journal(store::Writer& writer, Timestamp cutoff, std::size_t rows);

inline constexpr int journal_days_default = 400;

// Applies retention to the journals of all organisations, slice by slice, so that no write waits
// for long. Each is checked once a day. A failure does not hold up the others; at the end of a
// round it becomes an error, and the next round starts after an hour.
class JournalRetention {
 public:
  // Zero days: forever.
  JournalRetention(identity::Admin admin, int days) : admin_(std::move(admin)), days_(days) {}

  // Does one slice; false when nothing is due.
  Result<bool> step();

 private:
  void begin_round();
  Result<bool> trim(store::OrgKey org, Timestamp cutoff);
  bool is_due(store::OrgKey org, Timestamp cutoff);

  identity::Admin admin_;
  int days_;
  Timestamp next_round_{};
  std::vector<store::OrgKey> to_do_;
  std::optional<Error> failed_;  // of this round
};

}  // namespace provost::admin
