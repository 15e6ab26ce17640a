#pragma once

#include "store/kept_answers.h"
#include "store/sqlite/database.h"
#include "store/sqlite/row_budget.h"

namespace provost::store::sqlite {

class KeptAnswerReads final : public KeptAnswerReader {
 public:
  KeptAnswerReads(Database& database, OrgKey org, RowBudget& budget)
      : database_(database), org_(org), budget_(budget) {}
  std::optional<KeptAnswer> find(std::string_view scope) override;
  bool has_more_than(std::size_t count) override;

 private:
  Database& database_;
  OrgKey org_;
  RowBudget& budget_;
};

class SqliteKeptAnswerWriter final : public KeptAnswerWriter {
 public:
  SqliteKeptAnswerWriter(Database& database, OrgKey org) : database_(database), org_(org) {}
  bool insert(const KeptAnswer& kept) override;
  void set_answer(std::string_view scope, std::string_view answer) override;
  std::string erase_mentions(const std::vector<std::string>& texts, std::string_view after,
                             std::size_t rows) override;
  void remove_before(std::string_view scope, Timestamp at, std::size_t rows) override;

 private:
  Database& database_;
  OrgKey org_;
};

}  // namespace provost::store::sqlite
