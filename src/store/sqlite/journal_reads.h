#pragma once

#include "store/journal.h"
#include "store/sqlite/database.h"
#include "store/sqlite/row_budget.h"

namespace provost::store::sqlite {

class JournalReads final : public JournalReader {
 public:
  JournalReads(Database& database, OrgKey org, RowBudget& budget)
      : database_(database), org_(org), budget_(budget) {}

  std::vector<SealedEntry> after(std::int64_t seq, std::size_t limit) override;
  JournalFound find(const JournalSearch& search) override;
  JournalBounds bounds() override;
  std::int64_t first_since(Timestamp at) override;

 private:
  std::vector<SealedEntry> take_all(Run& run);
  std::int64_t window_of(const JournalSearch& search, std::int64_t after, std::int64_t before);
  Timestamp time_of(std::int64_t seq);

  Database& database_;
  OrgKey org_;
  RowBudget& budget_;
};

}  // namespace provost::store::sqlite
