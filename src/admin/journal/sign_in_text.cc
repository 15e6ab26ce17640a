#include "admin/journal/sign_in_text.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "admin/journal/entry_json.h"
#include "admin/journal/member_sign_in.h"
#include "json/text.h"

namespace provost::admin {
namespace {

struct Reason {
  std::string_view id;
  std::string_view clause;
  log::Fix fix;
};

constexpr std::array reasons{
    Reason{"not_configured", "sign-in is not set up",
           "Set up sign-in under Settings → Identity Access → Sign-in."},
    Reason{"provider_unreachable", "the identity provider did not respond",
           "Check the issuer under Settings → Identity Access → Sign-in, and choose Test."},
    Reason{"provider_refused", "the identity provider refused it",
           "In the identity provider, assign these people to the sign-in application; its sign-in "
           "log says what it refused."},
    Reason{"client_refused", "the identity provider did not accept the client ID or secret",
           "Make a new client secret in the app registration, and enter it under Settings → "
           "Identity Access → Sign-in."},
    Reason{"invalid_response", "the identity provider's response is not valid",
           "Check the issuer under Settings → Identity Access → Sign-in, and choose Test."},
    Reason{"wrong_tenant", "the account belongs to another directory (tenant)",
           "Tell them to sign in with their account of this organisation's directory."},
    Reason{"unknown_person", "no member matches this account",
           "Assign these people to the provisioning application{ in Entra, and map objectId to "
           "externalId there|}. The audit trail shows the values that did not match."},
    Reason{"ambiguous_person", "more than one member or account matches",
           "Give each member an externalId of their own{: in Entra, map objectId to externalId|}."},
    Reason{"inactive", "the member is inactive",
           "Assign these people to the provisioning application again, or tell them that they no "
           "longer have access."},
    Reason{"service_account", "the member is a service account",
           "Put these people into a group that is mapped to Human; service accounts use API keys."},
    Reason{"no_access", "the member has no access",
           "Put these people into a mapped group, or change the default access under Settings → "
           "Identity Access."},
    Reason{"organisation_suspended", "the organisation is suspended",
           "Ask your vendor to resume the organisation."},
    Reason{"client_secret_lost", "the client secret has to be entered again",
           "Enter the client secret again under Settings → Identity Access → Sign-in."},
    Reason{"expired_request", "it took too long, or began in another browser",
           "Tell them to start again from the sign-in page, and to finish within ten minutes."},
};

const Reason* reason_of(std::string_view id) {
  const auto* at = std::ranges::find(reasons, id, &Reason::id);
  return at == reasons.end() ? nullptr : at;
}

std::string in_quotes(std::string_view text) {
  return fmt::format("\"{}\"", text);
}

}  // namespace

std::string outcome_clause(std::string_view outcome) {
  if (outcome == "let_in") {
    return "the member would be let in";
  }
  if (outcome == "cancelled") {
    return "it was cancelled at the identity provider";
  }
  return outcome == "not_assigned" ? "the account is not assigned to the application"
                                   : refusal_clause(outcome);
}

std::string refusal_clause(std::string_view reason) {
  const Reason* known = reason_of(reason);
  return std::string(known == nullptr ? reason : known->clause);
}

log::Fix refusal_fix(std::string_view reason) {
  const Reason* known = reason_of(reason);
  return known == nullptr ? log::Fix("Look at the refused sign-ins in the audit trail.")
                          : known->fix;
}

std::string refusal_text(const json::Object& data, const json::Object& values) {
  const std::string reason = json::text_at(data, "reason");
  const std::string detail = json::text_at(data, "detail");
  const json::Value mismatch = mismatch_of(values);
  const bool is_by_identity = reason == "unknown_person" || reason == "ambiguous_person";
  if (is_by_identity && mismatch.is_object()) {
    const json::Object& two = mismatch.get_object();
    const std::string member = json::text_at(two, "member");
    return fmt::format("the token's {} is {}, but the member's externalId is {}",
                       json::text_at(two, "claim"), in_quotes(json::text_at(two, "token")),
                       member.empty() ? "empty" : in_quotes(member));
  }
  if (reason == "unknown_person" && values.contains("objectId")) {
    return fmt::format("no member has the externalId {}",
                       in_quotes(json::text_at(values, "objectId")));
  }
  return refusal_clause(reason) + (detail.empty() ? "" : fmt::format(" ({})", detail));
}

}  // namespace provost::admin
