#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "scim/schema/schema.h"
#include "store/records.h"
#include "store/sqlite/journal.h"

namespace provost::store::sqlite {

// What the units of one batch leave to be written once at its end: journal entries, which get
// their numbers only then, and kept counts. A unit that fails takes its part back.
class Batch {
 public:
  void clear();

  void begin_unit();
  void undo_unit();

  void append(OrgKey org, JournalEntry entry);
  // `shifts` is what store::Reader::shifts() grows by.
  void add_to_count(OrgKey org, scim::schema::TypeNumber type, std::int64_t difference,
                    std::int64_t shifts);
  // What is not yet in the table of counts.
  std::int64_t pending_count(OrgKey org, scim::schema::TypeNumber type) const;

  // Writes everything. Called once, after the last unit.
  void finish(Sealer sealer);

 private:
  struct PendingEntry {
    OrgKey org{};
    JournalEntry entry;
  };
  struct PendingCount {
    OrgKey org{};
    scim::schema::TypeNumber type = 0;
    std::int64_t difference = 0;
    std::int64_t shifts = 0;
  };

  void write_counts(Database& database);
  void write_journal(Sealer& sealer);

  std::vector<PendingEntry> entries_;
  std::vector<PendingCount> counts_;
  std::size_t unit_entries_ = 0;  // where the current unit's begin
  std::size_t unit_counts_ = 0;
};

}  // namespace provost::store::sqlite
