#pragma once

#include "store/operators.h"
#include "store/sqlite/database.h"

namespace provost::store::sqlite {

// Both halves in one: what only reads hands it out as an OperatorReader.
class SqliteOperators final : public OperatorWriter {
 public:
  explicit SqliteOperators(Database& database) : database_(database) {}

  std::vector<Operator> all() override;
  std::optional<Operator> find(std::string_view id) override;
  std::optional<Operator> find_by_key(std::string_view key) override;
  std::optional<OperatorLink> find_link(std::string_view lookup) override;
  std::vector<OperatorSession> sessions_of(std::string_view operator_id) override;
  std::optional<OperatorSession> find_session(std::string_view lookup) override;

  Result<void> insert(const Operator& one) override;
  void update(const Operator& one) override;
  bool remove(std::string_view id) override;
  void insert_link(const OperatorLink& link) override;
  void remove_link(std::string_view lookup) override;
  void remove_expired_links(Timestamp now) override;
  void insert_session(const OperatorSession& session) override;
  bool remove_session(std::string_view operator_id, std::string_view id) override;
  void mark_session_used(std::string_view lookup, const Use& use) override;

 private:
  Database& database_;
};

}  // namespace provost::store::sqlite
