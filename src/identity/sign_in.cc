#include "identity/sign_in.h"

#include <array>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "access/access.h"
#include "base/outside_text.h"
#include "base/text.h"
#include "identity/setup_links.h"
#include "identity/token_text.h"
#include "json/json.h"
#include "json/text.h"
#include "scim/resource/changes.h"
#include "store/access.h"
#include "store/sign_in.h"

namespace provost::identity {
namespace {

using enum SignInRefusal;
using scim::schema::ResourceType;
using store::CredentialKind;

constexpr std::size_t name_bytes_max = 100;

// Either a member or the reason for a refusal.
struct Match {
  std::optional<ResourceId> user;
  std::optional<SignInRefusal> refusal;
  bool is_bound = false;
  // For a refusal: the member who matches the token by name only.
  std::optional<ResourceId> namesake = {};
};

Match refused(SignInRefusal refusal, std::optional<ResourceId> user = {}) {
  return {.user = user, .refusal = refusal};
}

class Matcher {
 public:
  Matcher(store::Reader& reader, const ResourceType& type, const oidc::Person& person)
      : reader_(reader), type_(type), person_(person) {}

  Match match();
  // The member with that userName, whatever their externalId.
  std::optional<ResourceId> namesake();
  std::string external_id_of(const ResourceId& user);
  std::string user_name_of(const ResourceId& user);

 private:
  std::string text_of(const ResourceId& user, std::string_view attribute);
  Match match_bound(const ResourceId& user, const std::vector<ResourceId>& by_object_id);
  Match match_first(const std::vector<ResourceId>& by_object_id);
  std::vector<ResourceId> with_object_id();
  std::optional<ResourceId> with_user_name();

  store::Reader& reader_;
  const ResourceType& type_;
  const oidc::Person& person_;
};

Match Matcher::match() {
  const std::vector<ResourceId> by_object_id = with_object_id();
  if (by_object_id.size() > 1) {
    return refused(ambiguous_person);
  }
  const std::optional<store::Identity> known =
      reader_.sign_in().identity(person_.issuer, person_.subject);
  return known ? match_bound(known->user, by_object_id) : match_first(by_object_id);
}

// Provisioning may meanwhile say that this object id belongs to another member, or that the member
// has another one: then it is unclear whose session this would be.
Match Matcher::match_bound(const ResourceId& user, const std::vector<ResourceId>& by_object_id) {
  const bool is_other =
      by_object_id.empty() ? !external_id_of(user).empty() : by_object_id.front() != user;
  return is_other ? refused(ambiguous_person, user)
                  : Match{.user = user, .refusal = {}, .is_bound = true};
}

Match Matcher::match_first(const std::vector<ResourceId>& by_object_id) {
  const std::optional<ResourceId> user =
      by_object_id.empty() ? with_user_name() : std::optional(by_object_id.front());
  if (!user) {
    return refused(unknown_person);
  }
  if (reader_.sign_in().identity_of(*user, person_.issuer)) {
    return refused(ambiguous_person, user);
  }
  return {.user = user, .refusal = {}, .is_bound = false};
}

// The index finds candidates, the document decides: "exactly" means letter for letter.
std::vector<ResourceId> Matcher::with_object_id() {
  const scim::schema::Attribute& external_id = *type_.common->find("externalId");
  std::vector<ResourceId> ids =
      reader_.lookup(type_.number, external_id.index, person_.object_id, 2);
  std::erase_if(ids, [&](const ResourceId& id) { return external_id_of(id) != person_.object_id; });
  return ids;
}

std::optional<ResourceId> Matcher::with_user_name() {
  const std::optional<ResourceId> user = namesake();
  return user && external_id_of(*user).empty() ? user : std::nullopt;
}

std::optional<ResourceId> Matcher::namesake() {
  if (person_.user_name.empty()) {
    return std::nullopt;
  }
  const std::vector<ResourceId> ids =
      reader_.lookup(type_.number, type_.naming->index, fold(person_.user_name), 1);
  return ids.empty() ? std::nullopt : std::optional(ids.front());
}

std::string Matcher::external_id_of(const ResourceId& user) {
  return text_of(user, "externalId");
}

std::string Matcher::user_name_of(const ResourceId& user) {
  return text_of(user, "userName");
}

std::string Matcher::text_of(const ResourceId& user, std::string_view attribute) {
  const std::optional<scim::Stored> stored = reader_.load(type_.number, user);
  return stored ? json::text_at(scim::resource::document_of(*stored), attribute) : std::string();
}

// Design §2.11: humans sign in, service accounts hold keys.
std::optional<SignInRefusal> refusal_by_access(store::Reader& reader, const ResourceId& user) {
  store::AccessReader& access = reader.access();
  const std::optional<store::AccessRow> row = access.access(user);
  if (!row || row->access.source == access::Source::none) {
    return inactive;
  }
  const std::optional<access::Target> target =
      access::target_of(row->access, access.default_access());
  if (!target) {
    return no_access;
  }
  return access::identity_type_of(*target) == access::IdentityType::service
             ? std::optional(service_account)
             : std::nullopt;
}

Author author_of(const ResourceId& user, const SignInAttempt& attempt) {
  return {"member:" + user.to_string(), attempt.cause, attempt.origin};
}

// The provider's name for the person is personal, so it must be erasable.
json::Object values_of(const oidc::Person& person) {
  return {{"issuer", person.issuer},
          {"subject", person.subject},
          {"objectId", person.object_id},
          {"userName", person.user_name}};
}

store::JournalEntry entry_of(std::string type, const ResourceId& user, json::Object data,
                             const oidc::Person& person, const SignInAttempt& attempt) {
  const Author author = author_of(user, attempt);
  return {.type = std::move(type),
          .subject_type = "user",
          .subject_id = user.to_string(),
          .actor = author.actor,
          .cause = author.cause,
          .data = json::write(std::move(data)),
          .values = json::write(values_of(person)),
          .origin = author.origin};
}

// The subject of a refusal.
struct About {
  std::string_view type;
  std::string id;
};

store::JournalEntry refused_entry(SignInRefusal refusal, About about, json::Object data,
                                  json::Object values, const SignInAttempt& attempt) {
  data["reason"] = to_text(refusal);
  return {.type = "sign_in.refused",
          .subject_type = std::string(about.type),
          .subject_id = std::move(about.id),
          .actor = "server",
          .cause = attempt.cause,
          .data = json::write(std::move(data)),
          .values = values.empty() ? std::string() : json::write(std::move(values)),
          .origin = attempt.origin};
}

// Records the member's current externalId beside the token's claims: both may change later.
store::JournalEntry refused_member(const Match& match, std::string external_id,
                                   const oidc::Person& person, const SignInAttempt& attempt) {
  json::Object values = values_of(person);
  values["externalId"] = std::move(external_id);
  const ResourceId& member = match.user ? *match.user : *match.namesake;
  store::JournalEntry entry =
      refused_entry(*match.refusal, {"user", member.to_string()}, {}, std::move(values), attempt);
  if (match.user) {
    entry.actor = author_of(member, attempt).actor;
  }
  return entry;
}

store::JournalEntry refused_stranger(const Match& match, const oidc::Person& person,
                                     const SignInAttempt& attempt) {
  return refused_entry(*match.refusal, {identity_subject, std::string(unknown_identity)}, {},
                       values_of(person), attempt);
}

void count_refusal(store::Writer& writer, SignInRefusal refusal, const Match& match,
                   const oidc::Person& person, Timestamp now) {
  writer.change_sign_in().add_refusal({.reason = std::string(to_text(refusal)),
                                       .person = refused_person(person.issuer, person.subject),
                                       .user = match.user ? match.user : match.namesake,
                                       .name = outside_text(person.user_name, name_bytes_max),
                                       .last = now},
                                      now.plus_s(-refusals_kept_s));
}

// Forgotten sessions lock nobody out: the oldest one ends.
Result<void> make_room(store::Writer& writer, const ResourceId& user, Timestamp now,
                       const Author& author) {
  writer.change_credentials().remove_expired(user, CredentialKind::session, now);
  if (writer.credentials().count(user, CredentialKind::session) < credentials_max) {
    return {};
  }
  const std::vector<store::Credential> oldest =
      writer.credentials().of(user, CredentialKind::session, "", 1);
  return revoke_credential(writer, user, CredentialKind::session, oldest.front().id, author);
}

Result<NewCredential> open_session(store::Writer& writer, const ResourceId& user, Random& random,
                                   const SignInAttempt& attempt) {
  const Author author = author_of(user, attempt);
  TRY(make_room(writer, user, attempt.now, author));
  std::string name = outside_text(attempt.agent, name_bytes_max);
  NewCredential made =
      make_credential(CredentialKind::session, user, name.empty() ? "browser" : std::move(name),
                      session_life_default_s, attempt.now, random, author);
  TRY(add_credential(writer, made.credential, author));
  return made;
}

constexpr std::array refusal_words{
    std::string_view("not_configured"),     std::string_view("provider_unreachable"),
    std::string_view("provider_refused"),   std::string_view("client_refused"),
    std::string_view("invalid_response"),   std::string_view("wrong_tenant"),
    std::string_view("unknown_person"),     std::string_view("ambiguous_person"),
    std::string_view("inactive"),           std::string_view("service_account"),
    std::string_view("no_access"),          std::string_view("organisation_suspended"),
    std::string_view("client_secret_lost"), std::string_view("expired_request")};

}  // namespace

std::string_view to_text(SignInRefusal refusal) {
  return refusal_words.at(static_cast<std::size_t>(refusal));
}

SignInRefusal refusal_of(oidc::FaultKind kind) {
  switch (kind) {
    case oidc::FaultKind::unreachable:
      return provider_unreachable;
    case oidc::FaultKind::refused:
    case oidc::FaultKind::wrong_grant:
      return provider_refused;
    case oidc::FaultKind::wrong_client:
      return client_refused;
    case oidc::FaultKind::wrong_tenant:
      return wrong_tenant;
    case oidc::FaultKind::invalid:
      break;
  }
  return invalid_response;
}

Result<SignedIn> sign_in(store::Writer& writer, const ResourceType& user_type,
                         const oidc::Person& person, Random& random, const SignInAttempt& attempt) {
  Matcher matcher(writer, user_type, person);
  Match match = matcher.match();
  if (writer.settings().suspended) {
    match.refusal = organisation_suspended;
  } else if (!match.refusal) {
    match.refusal = refusal_by_access(writer, *match.user);
  }
  if (match.refusal) {
    match.namesake = matcher.namesake();
    const std::optional<ResourceId> member = match.user ? match.user : match.namesake;
    writer.append(member ? refused_member(match, matcher.external_id_of(*member), person, attempt)
                         : refused_stranger(match, person, attempt));
    count_refusal(writer, *match.refusal, match, person, attempt.now);
    return SignedIn{.refusal = match.refusal, .session = {}};
  }
  const ResourceId& user = *match.user;
  // Signing in proves that what stood in everybody's way is gone.
  writer.change_sign_in().remove_refusals(refused_person(person.issuer, person.subject));
  writer.change_sign_in().remove_refusals("");
  if (!match.is_bound) {
    writer.change_sign_in().add_identity(
        {.issuer = person.issuer, .subject = person.subject, .user = user, .since = attempt.now});
    writer.append(entry_of("sign_in.bound", user, {}, person, attempt));
  }
  TRY_ASSIGN(NewCredential session, open_session(writer, user, random, attempt));
  if (caller_kind_of(writer, session.credential) == CallerKind::admin_human) {
    shorten_setup_links(writer, attempt.now, author_of(user, attempt));
  }
  writer.append(
      entry_of("sign_in.succeeded", user, {{"session", session.credential.id}}, person, attempt));
  return SignedIn{.refusal = {}, .session = std::move(session)};
}

SignInForecast foresee_sign_in(store::Reader& reader, const ResourceType& user_type,
                               const oidc::Person& person) {
  Matcher matcher(reader, user_type, person);
  const Match match = matcher.match();
  SignInForecast forecast{.refusal = match.refusal,
                          .member = match.user ? match.user : matcher.namesake(),
                          .user_name = {},
                          .external_id = {},
                          .found_by = {}};
  if (forecast.member) {
    forecast.user_name = matcher.user_name_of(*forecast.member);
    forecast.external_id = matcher.external_id_of(*forecast.member);
  }
  if (forecast.refusal) {
    return forecast;
  }
  forecast.found_by = match.is_bound                 ? "binding"
                      : forecast.external_id.empty() ? "userName"
                                                     : "externalId";
  forecast.refusal = reader.settings().suspended ? std::optional(organisation_suspended)
                                                 : refusal_by_access(reader, *match.user);
  return forecast;
}

void note_tested(store::Writer& writer, const OrgId& org, std::string_view outcome,
                 const Author& author) {
  writer.append({.type = "sign_in.tested",
                 .subject_type = "organisation",
                 .subject_id = org.str(),
                 .actor = author.actor,
                 .cause = author.cause,
                 .data = json::write(json::Object{{"outcome", outcome}}),
                 .values = {},
                 .origin = author.origin});
}

// The result reveals nothing about the person.
std::string refused_person(std::string_view issuer, std::string_view subject) {
  const std::string hash = hash_of(fmt::format("{}\n{}", issuer, subject));
  return to_hex(hash).substr(0, 32);
}

void note_refused(store::Writer& writer, SignInRefusal refusal, std::string_view detail,
                  const SignInAttempt& attempt) {
  writer.append(refused_entry(refusal, {"organisation", attempt.org.str()}, {{"detail", detail}},
                              {}, attempt));
  writer.change_sign_in().add_refusal(
      {.reason = std::string(to_text(refusal)), .last = attempt.now},
      attempt.now.plus_s(-refusals_kept_s));
}

}  // namespace provost::identity
