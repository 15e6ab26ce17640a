#include "oidc/id_token.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

#include <cjose/cjose.h>
#include <fmt/format.h>

#include "base/outside_text.h"
#include "json/json.h"
#include "json/text.h"
#include "oidc/encoding.h"

namespace provost::oidc {
namespace {

constexpr std::size_t token_bytes_max = 64 * 1024;
constexpr std::size_t subject_bytes_max = 255;  // OpenID Connect Core 1.0 §2
constexpr std::size_t name_bytes_max = 1024;
constexpr std::size_t shown_bytes_max = 256;

Fault wrong(std::string detail) {
  return {FaultKind::invalid, std::move(detail)};
}

std::optional<json::Object> object_in(std::string_view text) {
  Result<json::Value> value = json::parse(text, {.depth_max = 16, .values_max = 20'000});
  if (value.has_error() || !value->is_object()) {
    return std::nullopt;
  }
  return std::move(value->get_object());
}

// Seconds since 1970; the JSON number may have a fraction (RFC 7519 §2).
std::optional<double> time_of(const json::Object& claims, std::string_view name) {
  const json::Value* value = claims.if_contains(name);
  if (value == nullptr || !value->is_number()) {
    return std::nullopt;
  }
  const double seconds = value->to_number<double>();
  return std::isfinite(seconds) ? std::optional(seconds) : std::nullopt;
}

// Header, claims and signature, each base64url: on anything else, cjose would abort the process.
bool has_three_parts(std::string_view token) {
  const std::size_t first = token.find('.');
  const std::size_t last = token.rfind('.');
  return std::ranges::count(token, '.') == 2 && from_base64url(token.substr(0, first)) &&
         from_base64url(token.substr(first + 1, last - first - 1)) &&
         from_base64url(token.substr(last + 1));
}

struct Released {
  void operator()(cjose_jws_t* jws) const { cjose_jws_release(jws); }
};

// The content of the token, if it is signed with that key.
std::optional<std::string> signed_text(std::string_view token, const Key& key) {
  cjose_err fault{};
  const std::unique_ptr<cjose_jws_t, Released> jws(
      cjose_jws_import(token.data(), token.size(), &fault));
  if (!jws || !cjose_jws_verify(jws.get(), key.key.get(), &fault)) {
    return std::nullopt;
  }
  std::uint8_t* text = nullptr;
  std::size_t size = 0;
  if (!cjose_jws_get_plaintext(jws.get(), &text, &size, &fault)) {
    return std::nullopt;
  }
  return std::string(reinterpret_cast<const char*>(text), size);
}

Outcome<json::Object> signed_claims(std::string_view token, const KeySet& keys) {
  const Outcome<TokenHeader> header = read_token_header(token);
  if (header.has_error()) {
    return header.error();
  }
  for (const Key* key : keys.candidates(header->key_id, header->algorithm)) {
    if (const std::optional<std::string> text = signed_text(token, *key)) {
      std::optional<json::Object> claims = object_in(*text);
      return claims ? Outcome<json::Object>(std::move(*claims))
                    : Outcome<json::Object>(wrong("the ID token does not hold JSON claims"));
    }
  }
  return wrong("the ID token is not signed with any of the provider's keys");
}

Outcome<void> check_issuer(const json::Object& claims, const Issuer& issuer) {
  if (issuer.is_entra() && json::text_at(claims, "tid") != issuer.tenant) {
    return Fault{FaultKind::wrong_tenant,
                 "the ID token belongs to another tenant than the issuer's (tid)"};
  }
  if (json::text_at(claims, "iss") != issuer.text) {
    return wrong("the ID token is by another issuer (iss)");
  }
  return {};
}

bool is_for(const json::Value& audience, std::string_view client) {
  if (audience.is_string()) {
    return audience.get_string() == client;
  }
  return audience.is_array() && std::ranges::any_of(audience.get_array(), [&](const auto& one) {
           return one.is_string() && one.get_string() == client;
         });
}

Outcome<void> check_audience(const json::Object& claims, std::string_view client) {
  const json::Value* audience = claims.if_contains("aud");
  if (audience == nullptr || !is_for(*audience, client)) {
    return wrong("the ID token is for another app (aud); is the client id the right one?");
  }
  const bool has_party = claims.contains("azp");
  const bool is_shared = audience->is_array() && audience->get_array().size() > 1;
  if ((has_party || is_shared) && json::text_at(claims, "azp") != client) {
    return wrong("the ID token was given to another app (azp)");
  }
  return {};
}

Outcome<void> check_times(const json::Object& claims, Timestamp now) {
  const double seconds = static_cast<double>(now.ms) / 1000;
  const auto leeway = static_cast<double>(clock_leeway_s);
  const std::optional<double> expires = time_of(claims, "exp");
  if (!expires || *expires + leeway <= seconds) {
    return wrong("the ID token has expired (exp); is the server's clock right?");
  }
  const std::optional<double> issued = time_of(claims, "iat");
  if (!issued || *issued - leeway > seconds) {
    return wrong("the ID token is from the future (iat); is the server's clock right?");
  }
  const std::optional<double> not_before = time_of(claims, "nbf");
  if (claims.contains("nbf") && (!not_before || *not_before - leeway > seconds)) {
    return wrong("the ID token is not valid yet (nbf); is the server's clock right?");
  }
  return {};
}

Outcome<void> check_claims(const json::Object& claims, const Expected& expected) {
  if (Outcome<void> issuer = check_issuer(claims, expected.issuer); issuer.has_error()) {
    return issuer;
  }
  if (Outcome<void> audience = check_audience(claims, expected.client_id); audience.has_error()) {
    return audience;
  }
  if (Outcome<void> times = check_times(claims, expected.now); times.has_error()) {
    return times;
  }
  if (!is_same_text(json::text_at(claims, "nonce"), expected.nonce)) {
    return wrong("the ID token was made for another sign-in (nonce)");
  }
  return {};
}

Outcome<Person> person_of(const json::Object& claims, const Issuer& issuer) {
  Person person{.issuer = issuer.text,
                .subject = json::text_at(claims, "sub"),
                .object_id = json::text_at(claims, "oid"),
                .user_name = json::text_at(claims, "preferred_username"),
                .name = outside_text(json::text_at(claims, "name"), shown_bytes_max),
                .email = outside_text(json::text_at(claims, "email"), shown_bytes_max)};
  if (person.subject.empty() || person.subject.size() > subject_bytes_max) {
    return wrong("the ID token names nobody (sub)");
  }
  if (person.object_id.empty()) {
    if (issuer.is_entra()) {
      return wrong(
          "the ID token has no oid; the app registration must be of Entra's v2.0 endpoint");
    }
    person.object_id = person.subject;
  }
  if (person.object_id.size() > name_bytes_max || person.user_name.size() > name_bytes_max) {
    return wrong("the ID token names the person too lengthily (oid, preferred_username)");
  }
  return person;
}

}  // namespace

Outcome<TokenHeader> read_token_header(std::string_view token) {
  if (token.size() > token_bytes_max || !has_three_parts(token)) {
    return wrong("the ID token is not a signed token");
  }
  const std::optional<std::string> text = from_base64url(token.substr(0, token.find('.')));
  const std::optional<json::Object> header = text ? object_in(*text) : std::nullopt;
  if (!header) {
    return wrong("the ID token has no header that can be read");
  }
  const std::optional<Algorithm> algorithm = algorithm_of(json::text_at(*header, "alg"));
  if (!algorithm) {
    return wrong("the ID token is not signed with RS256, PS256 or ES256 (alg)");
  }
  if (header->contains("crit")) {
    return wrong("the ID token asks for an extension that is not known here (crit)");
  }
  return TokenHeader{.key_id = json::text_at(*header, "kid"), .algorithm = *algorithm};
}

Outcome<Person> verify_id_token(std::string_view token, const KeySet& keys,
                                const Expected& expected) {
  Outcome<json::Object> claims = signed_claims(token, keys);
  if (claims.has_error()) {
    return claims.error();
  }
  if (Outcome<void> checked = check_claims(*claims, expected); checked.has_error()) {
    return checked.error();
  }
  return person_of(*claims, expected.issuer);
}

}  // namespace provost::oidc
