#pragma once

#include "store/long_work.h"
#include "store/sqlite/database.h"
#include "store/sqlite/row_budget.h"

namespace provost::store::sqlite {

class LongWorkReads final : public LongWorkReader {
 public:
  LongWorkReads(Database& database, OrgKey org, RowBudget& budget)
      : database_(database), org_(org), budget_(budget) {}
  std::optional<LongWork> find(WorkKind kind, std::string_view subject) override;

 private:
  Database& database_;
  OrgKey org_;
  RowBudget& budget_;
};

class SqliteLongWorkWriter final : public LongWorkWriter {
 public:
  SqliteLongWorkWriter(Database& database, OrgKey org) : database_(database), org_(org) {}
  void save(const LongWork& work) override;
  void remove(WorkKind kind, std::string_view subject) override;
  std::size_t remove_leftovers(const ResourceId& group, std::size_t rows) override;
  std::vector<ResourceId> adopt_leftovers(const ResourceId& group) override;

 private:
  Database& database_;
  OrgKey org_;
};

// Of the first organisation beyond `after` that has any (Catalogue::due_work).
std::optional<DueWork> due_work(Database& database, OrgKey after, Timestamp now,
                                std::int64_t rest_s_max);

}  // namespace provost::store::sqlite
