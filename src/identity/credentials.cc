#include "identity/credentials.h"

#include <utility>

#include <fmt/format.h>

#include "access/access.h"
#include "base/rfc3339.h"
#include "identity/to_json.h"
#include "identity/token_text.h"
#include "store/access.h"

namespace provost::identity {
namespace {

using access::IdentityType;
using access::Target;
using store::Credential;
using store::CredentialKind;

constexpr std::size_t name_bytes_max = 100;

IdentityType holders_of(CredentialKind kind) {
  return kind == CredentialKind::api_key ? IdentityType::service : IdentityType::human;
}

std::string_view called(CredentialKind kind) {
  return kind == CredentialKind::api_key ? "API keys" : "sessions";
}

std::optional<Target> target_now(store::Reader& reader, const ResourceId& user) {
  store::AccessReader& access = reader.access();
  const std::optional<store::AccessRow> row = access.access(user);
  return row ? access::target_of(row->access, access.default_access()) : std::nullopt;
}

Result<void> check_exists(store::Reader& reader, const ResourceId& user) {
  if (!reader.access().access(user)) {
    return no_such_member(user.to_string());
  }
  return {};
}

// Design §2.11: humans sign in, service accounts hold keys.
Result<void> check_holder(store::Reader& reader, const Credential& credential) {
  const std::optional<Target> target = target_now(reader, credential.user);
  if (!target) {
    return Error(Code::conflict,
                 fmt::format("the member has no access, so {} would open nothing; activate the "
                             "member in the identity provider, or map a group of theirs",
                             called(credential.kind)));
  }
  if (access::identity_type_of(*target) == holders_of(credential.kind)) {
    return {};
  }
  return Error(Code::conflict,
               credential.kind == CredentialKind::api_key
                   ? fmt::format("the member is {}, and API keys are for service accounts; map a "
                                 "group of theirs to User or Admin (Service account)",
                                 access::label_of(*target))
                   : fmt::format("the member is {}, and service accounts never sign in; make an "
                                 "API key instead",
                                 access::label_of(*target)));
}

Result<void> check_count(store::Reader& reader, const Credential& credential) {
  if (reader.credentials().count(credential.user, credential.kind) < credentials_max) {
    return {};
  }
  return Error(Code::conflict, fmt::format("the member has {} {} already; revoke one first",
                                           credentials_max, called(credential.kind)));
}

// "api_key.created", …; the subject is the member.
store::JournalEntry entry_of(const char* type, const ResourceId& user, json::Object data,
                             const Author& author) {
  return {.type = type,
          .subject_type = "user",
          .subject_id = user.to_string(),
          .actor = author.actor,
          .cause = author.cause,
          .data = json::write(std::move(data)),
          .values = {},
          .origin = author.origin};
}

}  // namespace

NewCredential make_credential(CredentialKind kind, const ResourceId& user, std::string name,
                              std::optional<std::int64_t> expires_in_s, Timestamp now,
                              Random& random, const Author& author) {
  TokenText made =
      make_token_text(random, kind == CredentialKind::api_key ? api_key_prefix : session_prefix);
  NewCredential result;
  Credential& credential = result.credential;
  credential.id = new_id(now, random).to_string();
  credential.kind = kind;
  credential.user = user;
  credential.name = std::move(name);
  credential.lookup = std::move(made.lookup);
  credential.hash = hash_of(made.text);
  credential.created = now;
  credential.created_by = author.actor;
  if (expires_in_s) {
    credential.expires = now.plus_s(*expires_in_s);
  }
  result.text = std::move(made.text);
  return result;
}

Result<void> add_credential(store::Writer& writer, const Credential& credential,
                            const Author& author) {
  if (credential.name.empty() || credential.name.size() > name_bytes_max) {
    return Error(Code::invalid_value, fmt::format("name has 1 to {} bytes", name_bytes_max));
  }
  TRY(check_exists(writer, credential.user));
  TRY(check_holder(writer, credential));
  writer.change_credentials().remove_expired(credential.user, credential.kind, credential.created);
  TRY(check_count(writer, credential));
  writer.change_credentials().insert(credential);
  const bool is_key = credential.kind == CredentialKind::api_key;
  writer.append(entry_of(
      is_key ? "api_key.created" : "session.opened", credential.user,
      {{"id", credential.id}, {"name", credential.name}, {"expires", to_json(credential.expires)}},
      author));
  return {};
}

Result<std::vector<Credential>> list_credentials(store::Reader& reader, const ResourceId& user,
                                                 CredentialKind kind, std::string_view after,
                                                 std::size_t limit) {
  TRY(check_exists(reader, user));
  return reader.credentials().of(user, kind, after, limit);
}

Result<void> revoke_credential(store::Writer& writer, const ResourceId& user, CredentialKind kind,
                               const std::string& id, const Author& author) {
  const bool is_key = kind == CredentialKind::api_key;
  if (!writer.change_credentials().remove(user, kind, id)) {
    return Error(Code::not_found,
                 fmt::format("the member {} has no {} with the id {}", user.to_string(),
                             is_key ? "API key" : "session", id));
  }
  writer.append(entry_of(is_key ? "api_key.revoked" : "session.ended", user, {{"id", id}}, author));
  return {};
}

std::optional<CallerKind> caller_kind_of(store::Reader& reader, const Credential& credential) {
  const std::optional<Target> target = target_now(reader, credential.user);
  if (!target || access::identity_type_of(*target) != holders_of(credential.kind)) {
    return std::nullopt;
  }
  return kind_of(*target);
}

json::Object describe(const Credential& credential, Timestamp now) {
  return {{"id", credential.id},
          {"name", credential.name},
          {"created", to_rfc3339(credential.created)},
          {"createdBy", credential.created_by},
          {"expires", to_json(credential.expires)},
          {"live", !credential.expires || *credential.expires > now},
          {"lastUsed", to_json(credential.last_use)}};
}

}  // namespace provost::identity
