#include "api/loop/callers.h"

#include "identity/credentials.h"
#include "identity/operators.h"
#include "identity/setup_links.h"
#include "identity/token_text.h"

namespace provost::api {
namespace {

using store::CredentialKind;

Error unknown_credential() {
  return Error(
      Code::unauthenticated,
      "the key or session is missing, wrong, revoked or ended, or its member was deactivated "
      "or lost their access; sign in at /console, or make an operator's key with provost "
      "operator key NAME");
}

Error expired(CredentialKind kind) {
  return Error(Code::unauthenticated, kind == CredentialKind::session
                                          ? "the session has expired; sign in again"
                                          : "the API key has expired; make another");
}

// Revealed only to holders of a credential that used to work.
Error lost_access(CredentialKind kind) {
  return Error(Code::unauthenticated,
               kind == CredentialKind::session
                   ? "the session has ended: the member was deactivated, lost their access or "
                     "became a service account"
                   : "the API key no longer works: its member was deactivated, lost their access "
                     "or is not a service account");
}

Error contact_ended(const store::SetupLink& link, Timestamp now) {
  switch (identity::state_of(link, now)) {
    case identity::SetupLinkState::revoked:
      return Error(Code::unauthenticated,
                   "your setup link was revoked; ask whoever sent it for another");
    case identity::SetupLinkState::signed_out:
      return Error(Code::unauthenticated,
                   "you signed out; ask for another setup link to come back");
    default:
      break;
  }
  return Error(Code::unauthenticated,
               "your setup link has expired; ask whoever sent it for another");
}

bool is_operators(std::string_view text) {
  return text.starts_with(identity::operator_session_prefix) ||
         text.starts_with(identity::operator_key_prefix);
}

}  // namespace

Error organisation_suspended() {
  return Error(Code::forbidden,
               "the operator has suspended this organisation: provisioning and sign-in are blocked "
               "until it is resumed; ask whoever runs the service");
}

Result<KnownOperator> operator_by_session(store::Catalogue& catalogue, std::string_view text,
                                          Timestamp now) {
  const std::optional<std::string> lookup =
      identity::lookup_of(text, identity::operator_session_prefix);
  if (!lookup) {
    return unknown_credential();
  }
  std::optional<store::OperatorSession> found = catalogue.operators().find_session(*lookup);
  if (!found || !identity::same_hash(found->hash, identity::hash_of(text))) {
    return unknown_credential();
  }
  if (!identity::is_live(*found, now)) {
    return expired(CredentialKind::session);
  }
  const std::optional<store::Operator> one = catalogue.operators().find(found->operator_id);
  return KnownOperator{{identity::CallerKind::installation,
                        found->id,
                        {},
                        {},
                        found->operator_id,
                        one ? one->name : std::string()},
                       *lookup,
                       identity::end_of(*found)};
}

Result<identity::Caller> operator_by(store::Catalogue& catalogue, std::string_view text,
                                     Timestamp now) {
  if (text.starts_with(identity::operator_session_prefix)) {
    TRY_ASSIGN(KnownOperator known, operator_by_session(catalogue, text, now));
    return std::move(known.caller);
  }
  const std::optional<std::string> lookup =
      identity::lookup_of(text, identity::operator_key_prefix);
  if (!lookup) {
    return unknown_credential();
  }
  const std::optional<store::OperatorKey> key = catalogue.find_operator_key(*lookup);
  if (!key || !identity::same_hash(key->hash, identity::hash_of(text))) {
    return unknown_credential();
  }
  return identity::Caller{identity::CallerKind::installation, key->id, {}, {}, {}};
}

Result<store::FoundCredential> credential_by(store::Catalogue& catalogue, std::string_view text,
                                             Timestamp now) {
  std::optional<std::string> lookup = identity::lookup_of(text, identity::api_key_prefix);
  const auto kind = lookup ? CredentialKind::api_key : CredentialKind::session;
  if (!lookup) {
    lookup = identity::lookup_of(text, identity::session_prefix);
  }
  if (!lookup) {
    return unknown_credential();
  }
  std::optional<store::FoundCredential> found = catalogue.find_credential(*lookup);
  if (!found || found->credential.kind != kind ||
      !identity::same_hash(found->credential.hash, identity::hash_of(text))) {
    return unknown_credential();
  }
  if (found->credential.expires && *found->credential.expires <= now) {
    return expired(kind);
  }
  if (found->suspended) {
    return organisation_suspended();
  }
  return std::move(*found);
}

Result<identity::Caller> member_by(store::Reader& reader, const store::FoundCredential& found) {
  const store::Credential& credential = found.credential;
  const std::optional<identity::CallerKind> kind = identity::caller_kind_of(reader, credential);
  if (!kind) {
    return lost_access(credential.kind);
  }
  return identity::Caller{*kind, credential.id, credential.user.to_string(), found.org.str(), {}};
}

Result<store::FoundSetupLink> contact_by(store::Catalogue& catalogue, std::string_view text,
                                         Timestamp now) {
  const std::optional<std::string> lookup =
      identity::lookup_of(text, identity::contact_session_prefix);
  if (!lookup) {
    return unknown_credential();
  }
  std::optional<store::FoundSetupLink> found = catalogue.find_contact(*lookup);
  if (!found || !identity::same_hash(found->link.session_hash, identity::hash_of(text))) {
    return unknown_credential();
  }
  if (!identity::is_live_contact(found->link, now)) {
    return contact_ended(found->link, now);
  }
  if (found->suspended) {
    return organisation_suspended();
  }
  return std::move(*found);
}

Result<void> check_lives(store::Catalogue& catalogue, std::string_view text, Timestamp now) {
  if (is_operators(text)) {
    TRY(operator_by(catalogue, text, now));
  } else if (text.starts_with(identity::contact_session_prefix)) {
    TRY(contact_by(catalogue, text, now));
  } else {
    TRY(credential_by(catalogue, text, now));
  }
  return {};
}

Result<identity::Caller> caller_by(store::Reader& reader, std::string_view text, Timestamp now) {
  if (is_operators(text)) {
    return operator_by(reader.catalogue(), text, now);
  }
  if (text.starts_with(identity::contact_session_prefix)) {
    TRY_ASSIGN(const store::FoundSetupLink found, contact_by(reader.catalogue(), text, now));
    return identity::contact_of(found);
  }
  TRY_ASSIGN(const store::FoundCredential found, credential_by(reader.catalogue(), text, now));
  return member_by(reader, found);
}

}  // namespace provost::api
