#pragma once

#include "store/credentials.h"
#include "store/sqlite/database.h"
#include "store/sqlite/row_budget.h"

namespace provost::store::sqlite {

class CredentialReads final : public CredentialReader {
 public:
  CredentialReads(Database& database, OrgKey org, RowBudget& budget)
      : database_(database), org_(org), budget_(budget) {}

  std::vector<Credential> of(const ResourceId& user, CredentialKind kind, std::string_view after,
                             std::size_t limit) override;
  std::size_t count(const ResourceId& user, CredentialKind kind) override;
  std::optional<ResourceId> next_holder(const ResourceId& from) override;

 private:
  Database& database_;
  OrgKey org_;
  RowBudget& budget_;
};

class SqliteCredentialWriter final : public CredentialWriter {
 public:
  SqliteCredentialWriter(Database& database, OrgKey org) : database_(database), org_(org) {}

  void insert(const Credential& credential) override;
  bool remove(const ResourceId& user, CredentialKind kind, std::string_view id) override;
  void remove_expired(const ResourceId& user, CredentialKind kind, Timestamp now) override;
  std::size_t remove_all(const ResourceId& user, CredentialKind kind, Timestamp now) override;
  std::size_t remove_by_default(CredentialKind kind, Timestamp now) override;
  void mark_used(std::string_view lookup, const Use& use) override;

 private:
  Database& database_;
  OrgKey org_;
};

// By the part of its text that finds it, in whichever organisation that is not removed.
std::optional<FoundCredential> find_credential(Database& database, std::string_view lookup);

}  // namespace provost::store::sqlite
