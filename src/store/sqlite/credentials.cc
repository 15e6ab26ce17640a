#include "store/sqlite/credentials.h"

#include "store/sqlite/limit.h"

namespace provost::store::sqlite {
namespace {

Credential take_credential(const Run& run) {
  return {.id = run.string(0),
          .kind = static_cast<CredentialKind>(run.integer(1)),
          .user = run.id(2),
          .name = run.string(3),
          .lookup = run.string(4),
          .hash = run.string(5),
          .created = run.time(6),
          .created_by = run.string(7),
          .expires = run.optional_time(8),
          .last_use = {run.optional_time(9), run.string(10), run.string(11)}};
}

}  // namespace

std::vector<Credential> CredentialReads::of(const ResourceId& user, CredentialKind kind,
                                            std::string_view after, std::size_t limit) {
  std::vector<Credential> found;
  Run run(database_, Query::credentials, org_, user, kind, after, bounded(limit));
  while (run.next()) {
    budget_.spend();
    found.push_back(take_credential(run));
  }
  return found;
}

std::size_t CredentialReads::count(const ResourceId& user, CredentialKind kind) {
  Run run(database_, Query::count_credentials, org_, user, kind);
  const std::size_t count = run.next() ? static_cast<std::size_t>(run.integer(0)) : 0;
  budget_.spend(count);
  return count;
}

std::optional<ResourceId> CredentialReads::next_holder(const ResourceId& from) {
  Run run(database_, Query::next_credential_holder, org_, from);
  budget_.spend();
  return run.next() ? std::optional(run.id(0)) : std::nullopt;
}

void SqliteCredentialWriter::insert(const Credential& credential) {
  const Credential& c = credential;
  database_.execute(Query::insert_credential, org_, c.lookup, c.id, c.kind, c.user, c.name,
                    Blob{c.hash}, c.created, c.created_by, c.expires);
}

bool SqliteCredentialWriter::remove(const ResourceId& user, CredentialKind kind,
                                    std::string_view id) {
  return database_.execute(Query::delete_credential, org_, user, kind, id) == 1;
}

void SqliteCredentialWriter::remove_expired(const ResourceId& user, CredentialKind kind,
                                            Timestamp now) {
  database_.execute(Query::delete_expired_credentials, org_, user, kind, now);
}

std::size_t SqliteCredentialWriter::remove_all(const ResourceId& user, CredentialKind kind,
                                               Timestamp now) {
  remove_expired(user, kind, now);
  return static_cast<std::size_t>(
      database_.execute(Query::delete_credentials_of_kind, org_, user, kind));
}

std::size_t SqliteCredentialWriter::remove_by_default(CredentialKind kind, Timestamp now) {
  database_.execute(Query::delete_expired_credentials_by_default, org_, kind, now);
  return static_cast<std::size_t>(
      database_.execute(Query::delete_credentials_by_default, org_, kind));
}

void SqliteCredentialWriter::mark_used(std::string_view lookup, const Use& use) {
  database_.execute(Query::mark_credential_used, org_, lookup, use.at, use.address, use.agent);
}

std::optional<FoundCredential> find_credential(Database& database, std::string_view lookup) {
  Run run(database, Query::find_credential, lookup);
  if (!run.next()) {
    return std::nullopt;
  }
  return FoundCredential{OrgKey{run.integer(12)}, OrgId(run.string(13)), run.integer(14) != 0,
                         take_credential(run)};
}

}  // namespace provost::store::sqlite
