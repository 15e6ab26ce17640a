#include "store/sqlite/sign_in.h"

#include "store/sqlite/limit.h"

namespace provost::store::sqlite {

SignInSettings SignInReads::settings() {
  budget_.spend();
  Run run(database_, Query::sign_in_settings, org_);
  if (!run.next()) {
    return {};
  }
  return {.enabled = run.integer(0) != 0,
          .issuer = run.string(1),
          .client_id = run.string(2),
          .sealed_secret = run.string(3)};
}

std::optional<Identity> SignInReads::identity(std::string_view issuer, std::string_view subject) {
  Run run(database_, Query::find_identity, org_, issuer, subject);
  return take(run);
}

std::optional<Identity> SignInReads::identity_of(const ResourceId& user, std::string_view issuer) {
  Run run(database_, Query::identity_of, org_, user, issuer);
  return take(run);
}

std::optional<Identity> SignInReads::take(Run& run) {
  budget_.spend();
  if (!run.next()) {
    return std::nullopt;
  }
  return Identity{
      .issuer = run.string(0), .subject = run.string(1), .user = run.id(2), .since = run.time(3)};
}

std::vector<SealedSignIn> sealed_sign_ins(Database& database, OrgKey after, std::size_t limit) {
  std::vector<SealedSignIn> all;
  Run run(database, Query::sealed_sign_ins, after, bounded(limit));
  while (run.next()) {
    all.push_back({.org_key = OrgKey{run.integer(0)},
                   .org = OrgId(run.string(1)),
                   .sealed_secret = run.string(2)});
  }
  return all;
}

void SqliteSignInWriter::save_settings(const SignInSettings& settings) {
  database_.execute(Query::save_sign_in, org_, settings.enabled, settings.issuer,
                    settings.client_id, Blob{settings.sealed_secret});
}

bool SqliteSignInWriter::add_identity(const Identity& identity) {
  return database_.execute(Query::insert_identity, org_, identity.issuer, identity.subject,
                           identity.user, identity.since) == 1;
}

}  // namespace provost::store::sqlite
