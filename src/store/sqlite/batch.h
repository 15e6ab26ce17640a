#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "scim/schema/schema.h"
#include "store/records.h"
#include "store/sqlite/journal.h"

namespace provost::store::sqlite {

// What the units of one batch leave to be written once at its end: journal entries, which get
// their numbers only then, and kept counts. A unit that fails takes its part back.
class Batch {
 public:
  explicit Batch(const Sealer& sealer) : sealer_(sealer) {}

  void clear();

  void begin_unit();
  void undo_unit();

  void append(OrgKey org, JournalEntry entry);
  // For the numbers of the entries that the current unit appends.
  void ask_receipt(std::shared_ptr<Receipt> receipt);
  // `shifts` is what store::Reader::shifts() grows by.
  void add_to_count(OrgKey org, scim::schema::TypeNumber type, std::int64_t difference,
                    std::int64_t shifts);
  // Changes not yet in the table of counts.
  std::int64_t pending_count(OrgKey org, scim::schema::TypeNumber type) const;

  // The types of the entries that it has of the organisation.
  std::vector<std::string> types_of(OrgKey org) const;

  // Seals what waits of the organisation now, and what this batch appends for it at the end.
  void seal(OrgKey org);

  // Writes everything. Called once, after the last unit. True when it leaves entries that wait to
  // be sealed.
  bool finish();

 private:
  struct PendingEntry {
    OrgKey org{};
    JournalEntry entry;
    std::size_t unit = 0;
  };
  struct PendingReceipt {
    std::size_t unit = 0;
    std::shared_ptr<Receipt> receipt;
  };
  struct PendingCount {
    OrgKey org{};
    scim::schema::TypeNumber type = 0;
    std::int64_t difference = 0;
    std::int64_t shifts = 0;
  };

  void write_counts(Database& database);
  bool write_journal();
  bool write_journal(OrgKey org, std::span<const PendingEntry> entries);
  void note_seq(std::size_t unit, std::int64_t seq);

  Sealer sealer_;
  std::vector<PendingEntry> entries_;
  std::vector<PendingCount> counts_;
  std::vector<PendingReceipt> receipts_;  // in the order of the units
  std::vector<OrgKey> to_seal_;           // organisations of which nothing may wait
  std::size_t unit_ = 0;
  std::size_t unit_entries_ = 0;  // where the current unit's begin
  std::size_t unit_counts_ = 0;
};

}  // namespace provost::store::sqlite
