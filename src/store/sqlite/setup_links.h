#pragma once

#include "store/setup_links.h"
#include "store/sqlite/database.h"
#include "store/sqlite/row_budget.h"

namespace provost::store::sqlite {

class SetupLinkReads final : public SetupLinkReader {
 public:
  SetupLinkReads(Database& database, OrgKey org, RowBudget& budget)
      : database_(database), org_(org), budget_(budget) {}

  std::vector<SetupLink> all() override;
  std::optional<SetupLink> find(std::string_view id) override;

 private:
  Database& database_;
  OrgKey org_;
  RowBudget& budget_;
};

class SqliteSetupLinkWriter final : public SetupLinkWriter {
 public:
  SqliteSetupLinkWriter(Database& database, OrgKey org) : database_(database), org_(org) {}

  std::vector<SetupLink> all() override;
  std::optional<SetupLink> find(std::string_view id) override;
  void insert(const SetupLink& link) override;
  void update(const SetupLink& link) override;
  bool remove(std::string_view id) override;
  void mark_used(std::string_view session_lookup, const Use& use) override;

 private:
  Database& database_;
  OrgKey org_;
};

// By the lookup part that Query::find_setup_link or find_contact asks for, in whichever
// organisation that is not removed.
std::optional<FoundSetupLink> find_setup_link(Database& database, Query query,
                                              std::string_view lookup);

}  // namespace provost::store::sqlite
