#include "admin/sign_in_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "admin/entry_json.h"
#include "admin/member_sign_in.h"

namespace provost::admin {
namespace {

constexpr std::array clauses{
    std::pair{"not_configured", "sign-in is not set up"},
    std::pair{"provider_unreachable", "the identity provider did not respond"},
    std::pair{"provider_refused", "the identity provider refused it"},
    std::pair{"client_refused", "the identity provider did not accept the client ID or secret"},
    std::pair{"invalid_response", "the identity provider's response is not valid"},
    std::pair{"wrong_tenant", "the account belongs to another directory (tenant)"},
    std::pair{"unknown_person", "no member matches this account"},
    std::pair{"ambiguous_person", "more than one member or account matches"},
    std::pair{"inactive", "the member is inactive"},
    std::pair{"service_account", "the member is a service account"},
    std::pair{"no_access", "the member has no access"},
    std::pair{"organisation_suspended", "the organisation is suspended"},
    std::pair{"client_secret_lost", "the client secret has to be entered again"},
    std::pair{"expired_request", "it took too long, or began in another browser"},
};

std::string clause_of(std::string_view reason) {
  const auto* at = std::ranges::find(clauses, reason, &decltype(clauses)::value_type::first);
  return at == clauses.end() ? std::string(reason) : std::string(at->second);
}

std::string quoted(std::string_view text) {
  return fmt::format("\"{}\"", text);
}

}  // namespace

std::string refusal_text(const json::Object& data, const json::Object& values) {
  const std::string reason = text_in(data, "reason");
  const std::string detail = text_in(data, "detail");
  const json::Value mismatch = mismatch_of(values);
  const bool is_by_identity = reason == "unknown_person" || reason == "ambiguous_person";
  if (is_by_identity && mismatch.is_object()) {
    const json::Object& two = mismatch.get_object();
    const std::string member = text_in(two, "member");
    return fmt::format("the token's {} is {}, but the member's externalId is {}",
                       text_in(two, "claim"), quoted(text_in(two, "token")),
                       member.empty() ? "empty" : quoted(member));
  }
  if (reason == "unknown_person" && values.contains("objectId")) {
    return fmt::format("no member has the externalId {}", quoted(text_in(values, "objectId")));
  }
  return clause_of(reason) + (detail.empty() ? "" : fmt::format(" ({})", detail));
}

}  // namespace provost::admin
