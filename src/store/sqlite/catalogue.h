#pragma once

#include <optional>
#include <vector>

#include "store/sqlite/database.h"
#include "store/transaction.h"

namespace provost::store::sqlite {

// What store::Catalogue promises, as SQL.
class CatalogueReads {
 public:
  explicit CatalogueReads(Database& database) : database_(database) {}
  std::optional<Org> find(const OrgId& id);
  std::vector<Org> list();
  std::int64_t settings_generation();
  std::vector<CursorKey> cursor_keys();
  std::optional<OrgId> first_schema_change();
  std::vector<OperatorKey> operator_keys();
  std::optional<OperatorKey> find_operator_key(std::string_view lookup);

 private:
  Database& database_;
};

// Catalogue or CatalogueWriter with the reading half done.
template <class Interface>
class WithCatalogueReads : public Interface {
 public:
  explicit WithCatalogueReads(Database& database) : reads_(database) {}
  std::optional<Org> find(const OrgId& id) override { return reads_.find(id); }
  std::vector<Org> list() override { return reads_.list(); }
  std::int64_t settings_generation() override { return reads_.settings_generation(); }
  std::vector<CursorKey> cursor_keys() override { return reads_.cursor_keys(); }
  std::optional<OrgId> first_schema_change() override { return reads_.first_schema_change(); }
  std::vector<OperatorKey> operator_keys() override { return reads_.operator_keys(); }
  std::optional<OperatorKey> find_operator_key(std::string_view lookup) override {
    return reads_.find_operator_key(lookup);
  }

 private:
  CatalogueReads reads_;
};

class SqliteCatalogue final : public WithCatalogueReads<Catalogue> {
 public:
  using WithCatalogueReads::WithCatalogueReads;
};

class SqliteCatalogueWriter final : public WithCatalogueReads<CatalogueWriter> {
 public:
  explicit SqliteCatalogueWriter(Database& database)
      : WithCatalogueReads(database), database_(database) {}

  Result<OrgKey> create(const OrgId& id, const OrgSettings& settings, Timestamp now) override;
  // Also takes the organisation's tokens away, so that nobody can come in while its rows go.
  Result<OrgKey> remove(const OrgId& id) override;
  void add_cursor_key(std::string_view key, Timestamp now) override;
  void insert_operator_key(const OperatorKey& key) override;
  bool remove_operator_key(std::string_view id) override;
  bool purge(std::size_t rows) override;

 private:
  std::optional<OrgKey> first_removed();
  std::size_t purge_org(OrgKey org, std::size_t rows);

  Database& database_;
};

}  // namespace provost::store::sqlite
