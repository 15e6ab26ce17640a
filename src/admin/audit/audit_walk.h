#pragma once

#include <cstdint>
#include <vector>

#include "admin/audit/audit.h"
#include "store/journal.h"

namespace provost::admin {

// The entries that a query asks for, newest first, some at a time.
class AuditWalk {
 public:
  AuditWalk(store::Reader& reader, const AuditQuery& query);

  struct Step {
    std::vector<store::SealedEntry> entries;
    std::int64_t next = 0;  // where to continue; 0 at the end
    // It ended because it had looked at enough, not because it had found enough.
    bool is_cut = false;
  };
  // Up to `limit` entries before `before`.
  Step step(std::int64_t before, std::size_t limit);

 private:
  Step step_of(const std::vector<store::JournalSearch>& searches, std::size_t limit);
  Step mentions(std::int64_t before);
  Step about_names(std::int64_t before, std::size_t limit);

  store::JournalReader& journal_;
  const AuditQuery& query_;
  // One for each type that is asked for.
  std::vector<store::JournalSearch> searches_;
  std::int64_t mentions_after_ = 0;
};

}  // namespace provost::admin
