#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/result.h"
#include "identity/admin.h"
#include "identity/credentials.h"
#include "oidc/fault.h"
#include "oidc/id_token.h"
#include "scim/schema/schema.h"
#include "store/transaction.h"

// Finds the member that an identity belongs to.
namespace provost::identity {

// Why nobody is let in. Each has a page in the console.
enum class SignInRefusal : std::uint8_t {
  not_configured,
  provider_unreachable,
  provider_refused,
  client_refused,
  invalid_response,
  wrong_tenant,
  unknown_person,
  ambiguous_person,
  inactive,
  service_account,
  no_access,
  organisation_suspended,
  client_secret_lost,
  expired_request,
};
// "not_configured", …: the CODE of /console/sign-in?error=CODE and the reason in the journal.
std::string_view to_text(SignInRefusal refusal);
SignInRefusal refusal_of(oidc::FaultKind kind);

// The subject of a refusal of somebody who is not a member, whatever name the token has: a
// constant, so that the index of subjects finds all of them.
inline constexpr std::string_view identity_subject = "identity";
inline constexpr std::string_view unknown_identity = "unknown";

struct SignedIn {
  // The outcome; a session unless it is a refusal.
  std::optional<SignInRefusal> refusal;
  NewCredential session;
};

// Where a sign-in comes from and when.
struct SignInAttempt {
  OrgId org;
  Timestamp now;
  std::string cause;  // the request id
  store::Origin origin;
  std::string agent;  // names the session
};

// A unit of work. Finds the member, binds (iss, sub) to them at their first sign-in, opens a
// session, and journals the outcome.
//
// The member is the one whose externalId is the person's object id, letter for letter; several are
// refused. If none matches, it is the member with that userName, if that member has no externalId.
// E-mail addresses never count, since some providers let people choose them. A bound identity keeps
// its member; one that would now match another member, or be a second identity of one, is refused,
// and so is everybody while the organisation is suspended.
//
// A refusal is journalled with the token's claims. Its subject is the matching member; without one,
// the member with that userName, whose externalId differs: the help desk will be asked about this
// person. Such a name proves nothing, so the server is the actor.
Result<SignedIn> sign_in(store::Writer& writer, const scim::schema::ResourceType& user_type,
                         const oidc::Person& person, Random& random, const SignInAttempt& attempt);

// What a sign-in of a person would come to.
struct SignInForecast {
  // Why the person would be refused; nothing when they would be let in.
  std::optional<SignInRefusal> refusal;
  // The member who matches; for a refusal also the one whose userName alone matches.
  std::optional<ResourceId> member;
  std::string user_name;
  std::string external_id;
  // What the member is found by: "binding", "externalId" or "userName"; empty when none matches.
  std::string_view found_by;
};

// What sign_in() would do, without a session, a binding or an entry of the journal.
SignInForecast foresee_sign_in(store::Reader& reader, const scim::schema::ResourceType& user_type,
                               const oidc::Person& person);

// Journals that somebody tried the settings by a sign-in. `outcome` is "let_in", a refusal,
// "cancelled" or "not_assigned".
void note_tested(store::Writer& writer, const OrgId& org, std::string_view outcome,
                 const Author& author);

// How long refused sign-ins are kept, in addition to the journal.
inline constexpr std::int64_t refusals_kept_s = std::int64_t{7} * 24 * 3600;

// The key that separates one person's refusals from others' (store::RefusedSignIn::person).
std::string refused_person(std::string_view issuer, std::string_view subject);

// Journals that a sign-in went wrong before it was known who it is.
void note_refused(store::Writer& writer, SignInRefusal refusal, std::string_view detail,
                  const SignInAttempt& attempt);

}  // namespace provost::identity
