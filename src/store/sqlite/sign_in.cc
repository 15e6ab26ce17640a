#include "store/sqlite/sign_in.h"

#include "base/text.h"
#include "store/sqlite/limit.h"

namespace provost::store::sqlite {
namespace {

std::optional<ResourceId> some(const ResourceId& id) {
  return id == ResourceId{} ? std::nullopt : std::optional(id);
}

}  // namespace

SignInSettings SignInReads::settings() {
  budget_.spend();
  Run run(database_, Query::sign_in_settings, org_);
  if (!run.next()) {
    return {};
  }
  return {.enabled = run.integer(0) != 0,
          .issuer = run.string(1),
          .client_id = run.string(2),
          .sealed_secret = run.string(3),
          .secret_expires = run.optional_time(4)};
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

std::vector<RefusedSignIns> SignInReads::refusals(Timestamp since) {
  std::vector<RefusedSignIns> all;
  Run run(database_, Query::refusals, org_, since);
  while (run.next()) {
    budget_.spend();
    all.push_back({.reason = run.string(0),
                   .people = static_cast<std::size_t>(run.integer(1)),
                   .count = static_cast<std::size_t>(run.integer(2)),
                   .since = run.time(3),
                   .last = run.time(4)});
  }
  return all;
}

std::vector<RefusedSignIn> SignInReads::refused_people(std::string_view reason, Timestamp since,
                                                       std::size_t limit) {
  std::vector<RefusedSignIn> all;
  Run run(database_, Query::refused_people, org_, reason, since, bounded(limit));
  while (run.next()) {
    budget_.spend();
    all.push_back({.reason = run.string(0),
                   .person = run.string(1),
                   .user = some(run.optional_id(2)),
                   .name = run.string(3),
                   .count = static_cast<std::size_t>(run.integer(4)),
                   .since = run.time(5),
                   .last = run.time(6)});
  }
  return all;
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
                    settings.client_id, Blob{settings.sealed_secret}, settings.secret_expires);
}

void SqliteSignInWriter::add_refusal(const RefusedSignIn& refusal, Timestamp forget_before) {
  const std::string key = fold(refusal.name);
  database_.execute(Query::add_refusal, org_, refusal.reason, refusal.person, refusal.user,
                    refusal.name, refusal.last, key);
  database_.execute(Query::drop_old_refusals, org_, forget_before);
}

void SqliteSignInWriter::remove_refusals(std::string_view person) {
  database_.execute(Query::delete_refusals_of_person, org_, person);
}

void SqliteSignInWriter::erase_refusals(const ResourceId& user, std::string_view name) {
  const std::string key = fold(name);
  database_.execute(Query::delete_refusals_of_user, org_, user, key);
}

bool SqliteSignInWriter::add_identity(const Identity& identity) {
  return database_.execute(Query::insert_identity, org_, identity.issuer, identity.subject,
                           identity.user, identity.since) == 1;
}

}  // namespace provost::store::sqlite
