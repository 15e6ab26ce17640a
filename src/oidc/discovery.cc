#include "oidc/discovery.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/url.h"
#include "json/json.h"
#include "json/text.h"
#include "oidc/address.h"

namespace provost::oidc {
namespace {

Fault wrong(std::string detail) {
  return {FaultKind::invalid, std::move(detail)};
}

bool has_any(const json::Array& list, std::initializer_list<std::string_view> wanted) {
  return std::ranges::any_of(list, [&](const json::Value& one) {
    return one.is_string() && std::ranges::find(wanted, one.get_string()) != wanted.end();
  });
}

// Whether an existing list contains one of these; a missing one has its default.
bool offers(const json::Object& document, std::string_view name,
            std::initializer_list<std::string_view> wanted) {
  const json::Value* value = document.if_contains(name);
  return value == nullptr || (value->is_array() && has_any(value->get_array(), wanted));
}

Outcome<std::string> endpoint_of(const json::Object& document, std::string_view name, bool is_tls) {
  const std::string text = json::text_at(document, name);
  const std::optional<Url> url = parse_url(text);
  if (!url || !is_protected(*url) || (is_tls && !url->is_tls)) {
    return wrong(fmt::format("the discovery document has no {} that is an https URL", name));
  }
  return std::string(text);
}

Outcome<json::Object> read_object(std::string_view text) {
  Result<json::Value> value = json::parse(text, {.depth_max = 16, .values_max = 20'000});
  if (value.has_error() || !value->is_object()) {
    return wrong("the provider's discovery document is not JSON; is the issuer the right one?");
  }
  return std::move(value->get_object());
}

Outcome<void> check_features(const json::Object& document) {
  if (!offers(document, "response_types_supported", {"code"})) {
    return wrong("the provider does not offer the authorization code flow");
  }
  if (!offers(document, "code_challenge_methods_supported", {"S256"})) {
    return wrong("the provider does not offer PKCE with S256");
  }
  if (!offers(document, "id_token_signing_alg_values_supported", {"RS256", "PS256", "ES256"})) {
    return wrong("the provider signs ID tokens with none of RS256, PS256 and ES256");
  }
  return {};
}

// Without the list, client_secret_basic is the default (Discovery 1.0 §3). With it, post is
// preferred: providers disagree on the encoding of a secret in a header.
ClientAuthentication authentication_of(const json::Object& document) {
  constexpr std::string_view name = "token_endpoint_auth_methods_supported";
  const bool is_post = document.contains(name) && offers(document, name, {"client_secret_post"});
  return is_post ? ClientAuthentication::post : ClientAuthentication::basic;
}

}  // namespace

Outcome<Provider> read_discovery(std::string_view text, const Issuer& issuer) {
  Outcome<json::Object> read = read_object(text);
  if (read.has_error()) {
    return read.error();
  }
  const json::Object& document = *read;
  // Entra's tenant-independent documents contain {tenantid} here, so this refuses them too.
  if (json::text_at(document, "issuer") != issuer.text) {
    return wrong(
        fmt::format("the discovery document speaks for the issuer \"{}\", not for \"{}\"; "
                    "set the issuer exactly as the provider writes it",
                    json::text_at(document, "issuer").substr(0, 300), issuer.text));
  }
  if (Outcome<void> features = check_features(document); features.has_error()) {
    return features.error();
  }
  const bool is_tls = parse_url(issuer.text)->is_tls;
  Provider provider{.authentication = authentication_of(document)};
  for (auto [name, member] :
       {std::pair{"authorization_endpoint", &Provider::authorization_endpoint},
        std::pair{"token_endpoint", &Provider::token_endpoint},
        std::pair{"jwks_uri", &Provider::keys_url}}) {
    Outcome<std::string> url = endpoint_of(document, name, is_tls);
    if (url.has_error()) {
      return url.error();
    }
    provider.*member = std::move(*url);
  }
  return provider;
}

}  // namespace provost::oidc
