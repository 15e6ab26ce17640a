#pragma once

#include <vector>

#include "store/sign_in.h"
#include "store/sqlite/database.h"
#include "store/sqlite/row_budget.h"

namespace provost::store::sqlite {

class SignInReads final : public SignInReader {
 public:
  SignInReads(Database& database, OrgKey org, RowBudget& budget)
      : database_(database), org_(org), budget_(budget) {}
  SignInSettings settings() override;
  std::optional<Identity> identity(std::string_view issuer, std::string_view subject) override;
  std::optional<Identity> identity_of(const ResourceId& user, std::string_view issuer) override;
  std::vector<RefusedSignIns> refusals(Timestamp since) override;
  std::vector<RefusedSignIn> refused_people(std::string_view reason, Timestamp since,
                                            std::size_t limit) override;

 private:
  std::optional<Identity> take(Run& run);

  Database& database_;
  OrgKey org_;
  RowBudget& budget_;
};

std::vector<SealedSignIn> sealed_sign_ins(Database& database, OrgKey after, std::size_t limit);

class SqliteSignInWriter final : public SignInWriter {
 public:
  SqliteSignInWriter(Database& database, OrgKey org) : database_(database), org_(org) {}
  void save_settings(const SignInSettings& settings) override;
  bool add_identity(const Identity& identity) override;
  void add_refusal(const RefusedSignIn& refusal, Timestamp forget_before) override;
  void remove_refusals(std::string_view person) override;
  void erase_refusals(const ResourceId& user, std::string_view name) override;

 private:
  Database& database_;
  OrgKey org_;
};

}  // namespace provost::store::sqlite
