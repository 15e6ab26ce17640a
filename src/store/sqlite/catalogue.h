#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "store/branding.h"
#include "store/sqlite/batch.h"
#include "store/sqlite/credentials.h"
#include "store/sqlite/database.h"
#include "store/sqlite/long_work.h"
#include "store/sqlite/operators.h"
#include "store/sqlite/setup_links.h"
#include "store/sqlite/sign_in.h"
#include "store/transaction.h"

namespace provost::store::sqlite {

// Rows of the queries for organisations and for tokens.
Org take_org(const Run& run);
Token take_token(const Run& run);
// The form in which a list of networks is kept.
std::string joined(const std::vector<std::string>& words);
std::int64_t number_of(std::optional<Provider> provider);

// What store::Catalogue promises, as SQL.
class CatalogueReads {
 public:
  explicit CatalogueReads(Database& database) : database_(database) {}
  std::optional<Org> find(const OrgId& id);
  std::vector<Org> list(const OrgId& after, std::size_t limit);
  OrgCounts counts(OrgKey org);
  CatalogueTotals totals();
  std::int64_t settings_generation();
  std::vector<CursorKey> cursor_keys();
  OrgKey newest_org();
  bool has_answers_before(Timestamp at);
  std::vector<OperatorKey> operator_keys();
  std::optional<OperatorKey> find_operator_key(std::string_view lookup);
  std::vector<DueNotice> due_notices(Timestamp now, std::size_t limit);
  Branding branding();
  std::string branding_logo();

 private:
  Database& database_;
};

// Catalogue or CatalogueWriter with the reading half done.
template <class Interface>
class WithCatalogueReads : public Interface {
 public:
  explicit WithCatalogueReads(Database& database)
      : database_(database), operators_(database), reads_(database) {}
  std::optional<Org> find(const OrgId& id) override { return reads_.find(id); }
  std::vector<Org> list(const OrgId& after, std::size_t limit) override {
    return reads_.list(after, limit);
  }
  OrgKey newest_org() override { return reads_.newest_org(); }
  OrgCounts counts(OrgKey org) override { return reads_.counts(org); }
  CatalogueTotals totals() override { return reads_.totals(); }
  std::int64_t settings_generation() override { return reads_.settings_generation(); }
  std::vector<CursorKey> cursor_keys() override { return reads_.cursor_keys(); }
  std::optional<DueWork> due_work(OrgKey after, Timestamp now, std::int64_t rest_s_max) override {
    return sqlite::due_work(database_, after, now, rest_s_max);
  }
  bool has_answers_before(Timestamp at) override { return reads_.has_answers_before(at); }
  std::vector<OperatorKey> operator_keys() override { return reads_.operator_keys(); }
  std::optional<OperatorKey> find_operator_key(std::string_view lookup) override {
    return reads_.find_operator_key(lookup);
  }
  std::optional<FoundCredential> find_credential(std::string_view lookup) override {
    return sqlite::find_credential(database_, lookup);
  }
  std::optional<FoundSetupLink> find_setup_link(std::string_view lookup) override {
    return sqlite::find_setup_link(database_, Query::find_setup_link, lookup);
  }
  std::optional<FoundSetupLink> find_contact(std::string_view session_lookup) override {
    return sqlite::find_setup_link(database_, Query::find_contact, session_lookup);
  }
  std::vector<SealedSignIn> sealed_sign_ins(OrgKey after, std::size_t limit) override {
    return sqlite::sealed_sign_ins(database_, after, limit);
  }
  OperatorReader& operators() override { return operators_; }
  std::vector<DueNotice> due_notices(Timestamp now, std::size_t limit) override {
    return reads_.due_notices(now, limit);
  }
  Branding branding() override { return reads_.branding(); }
  std::string branding_logo() override { return reads_.branding_logo(); }

 protected:
  Database& database_;
  SqliteOperators operators_;

 private:
  CatalogueReads reads_;
};

class SqliteCatalogue final : public WithCatalogueReads<Catalogue> {
 public:
  using WithCatalogueReads::WithCatalogueReads;
};

class SqliteCatalogueWriter final : public WithCatalogueReads<CatalogueWriter> {
 public:
  SqliteCatalogueWriter(Database& database, Batch& batch)
      : WithCatalogueReads(database), batch_(batch) {}

  Result<OrgKey> create(const OrgId& id, const OrgSettings& settings, Timestamp now) override;
  // Also deletes the organisation's tokens, so that nobody gets in while its rows are purged.
  Result<OrgKey> remove(const OrgId& id) override;
  void add_cursor_key(std::string_view key, Timestamp now) override;
  void insert_operator_key(const OperatorKey& key) override;
  void mark_operator_key_used(std::string_view id, const Use& use) override;
  bool remove_operator_key(std::string_view id) override;
  OperatorWriter& change_operators() override { return operators_; }
  void save_branding(const Branding& branding) override;
  void save_branding_logo(std::string_view type, std::string_view digest,
                          std::string_view content) override;
  Writer* within(OrgKey org) override;
  bool purge(OrgKey org, std::size_t rows) override;
  void save_removal(OrgKey org, const LongWork& work) override;
  void remove_answers_before(Timestamp at, std::size_t rows) override;

 private:
  bool is_removed(OrgKey org);
  std::size_t purge_rows(OrgKey org, std::size_t rows);

  Batch& batch_;
  std::map<OrgKey, std::unique_ptr<Writer>> writers_;
};

}  // namespace provost::store::sqlite
