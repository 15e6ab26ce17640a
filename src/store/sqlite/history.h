#pragma once

#include "store/history.h"
#include "store/sqlite/database.h"
#include "store/sqlite/row_budget.h"

namespace provost::store::sqlite {

class HistoryReads final : public HistoryReader {
 public:
  HistoryReads(Database& database, OrgKey org, RowBudget& budget)
      : database_(database), org_(org), budget_(budget) {}
  std::vector<ActiveSample> active_samples(Timestamp since) override;
  std::vector<Notice> notices() override;
  std::vector<Dismissal> dismissals() override;

 private:
  Database& database_;
  OrgKey org_;
  RowBudget& budget_;
};

class SqliteHistoryWriter final : public HistoryWriter {
 public:
  SqliteHistoryWriter(Database& database, OrgKey org) : database_(database), org_(org) {}
  void save_active_sample(const ActiveSample& sample) override;
  void remove_active_samples(Timestamp before) override;
  void save_notice(const Notice& notice) override;
  void remove_notice(const Notice& notice) override;
  void save_dismissal(const Dismissal& dismissal) override;
  bool remove_dismissal(std::string_view finding) override;

 private:
  Database& database_;
  OrgKey org_;
};

}  // namespace provost::store::sqlite
