#pragma once

#include "store/journal.h"
#include "store/sqlite/database.h"

namespace provost::store::sqlite {

class JournalWrites final : public JournalWriter {
 public:
  JournalWrites(Database& database, OrgKey org) : database_(database), org_(org) {}

  void erase_values(std::int64_t seq) override;
  void erase_origin(std::int64_t seq) override;
  void trim(std::int64_t through) override;

 private:
  Database& database_;
  OrgKey org_;
};

}  // namespace provost::store::sqlite
