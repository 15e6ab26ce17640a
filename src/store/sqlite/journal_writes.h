#pragma once

#include "store/journal.h"
#include "store/sqlite/batch.h"
#include "store/sqlite/database.h"

namespace provost::store::sqlite {

class JournalWrites final : public JournalWriter {
 public:
  JournalWrites(Database& database, OrgKey org, Batch& batch)
      : database_(database), org_(org), batch_(batch) {}

  void seal() override { batch_.seal(org_); }
  void erase_values(std::int64_t seq) override;
  void erase_origin(std::int64_t seq) override;
  void trim(std::int64_t through) override;

 private:
  Database& database_;
  OrgKey org_;
  Batch& batch_;
};

}  // namespace provost::store::sqlite
