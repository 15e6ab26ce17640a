#include "oidc/exchange.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include <fmt/format.h>
#include <sodium.h>

#include "base/text.h"
#include "json/json.h"
#include "oidc/encoding.h"

namespace provost::oidc {
namespace {

using Field = std::pair<std::string_view, std::string_view>;

void append_fields(std::string& text, std::initializer_list<Field> fields) {
  for (const auto& [name, value] : fields) {
    if (!text.empty() && text.back() != '?' && text.back() != '&') {
      text += '&';
    }
    text += name;
    text += '=';
    text += encode_uri_component(value);
  }
}

std::string basic_authorization(const Registration& registration) {
  const std::string pair = encode_uri_component(registration.client_id) + ":" +
                           encode_uri_component(registration.client_secret);
  constexpr int alphabet = sodium_base64_VARIANT_ORIGINAL;
  std::string text(sodium_base64_encoded_len(pair.size(), alphabet), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(pair.data()),
                    pair.size(), alphabet);
  text.pop_back();  // the terminating zero
  return "Basic " + text;
}

// RFC 6749 §5.2: a short word. Anything else is not echoed.
std::string error_code_of(const json::Object& answer) {
  const json::Value* value = answer.if_contains("error");
  if (value == nullptr || !value->is_string()) {
    return {};
  }
  const std::string_view text = value->get_string();
  const bool is_word = !text.empty() && text.size() <= 60 && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || c == '_';
  });
  return is_word ? std::string(text) : std::string();
}

std::string advice_on(std::string_view error) {
  if (error == "invalid_client") {
    return "; the client secret is wrong or has expired: make a new one in the app registration "
           "and put it into the sign-in settings";
  }
  if (error == "invalid_grant") {
    return "; the code was used already or is too old: sign in again";
  }
  return "";
}

FaultKind kind_of(std::string_view error) {
  if (error == "invalid_client") {
    return FaultKind::wrong_client;
  }
  return error == "invalid_grant" ? FaultKind::wrong_grant : FaultKind::refused;
}

Fault refusal(int status, const std::string& error) {
  return {kind_of(error), error.empty()
                              ? fmt::format("the provider's token endpoint answered {}", status)
                              : fmt::format("the provider's token endpoint answered {} \"{}\"{}",
                                            status, error, advice_on(error))};
}

}  // namespace

std::string authorization_url(const Provider& provider, const Registration& registration,
                              const Secrets& secrets) {
  std::string url = provider.authorization_endpoint;
  if (url.find('?') == std::string::npos) {
    url += '?';
  }
  append_fields(url, {{"response_type", "code"},
                      {"client_id", registration.client_id},
                      {"redirect_uri", registration.redirect_uri},
                      {"scope", "openid profile"},
                      {"state", secrets.state},
                      {"nonce", secrets.nonce},
                      {"code_challenge", code_challenge(secrets.code_verifier)},
                      {"code_challenge_method", "S256"}});
  return url;
}

std::string code_challenge(std::string_view code_verifier) {
  return to_base64url(sha256(code_verifier));
}

TokenRequest token_request(const Provider& provider, const Registration& registration,
                           std::string_view code, std::string_view code_verifier) {
  TokenRequest request;
  append_fields(request.form, {{"grant_type", "authorization_code"},
                               {"code", code},
                               {"redirect_uri", registration.redirect_uri},
                               {"code_verifier", code_verifier}});
  if (registration.client_secret.empty()) {
    append_fields(request.form, {{"client_id", registration.client_id}});
  } else if (provider.authentication == ClientAuthentication::post) {
    append_fields(request.form, {{"client_id", registration.client_id},
                                 {"client_secret", registration.client_secret}});
  } else {
    request.authorization = basic_authorization(registration);
  }
  return request;
}

Outcome<std::string> read_token_answer(int status, std::string_view body) {
  const Result<json::Value> value = json::parse(body, {.depth_max = 16, .values_max = 20'000});
  const json::Object* answer = value.has_value() ? value->if_object() : nullptr;
  if (status != 200) {
    return refusal(status, answer == nullptr ? std::string() : error_code_of(*answer));
  }
  const json::Value* token = answer == nullptr ? nullptr : answer->if_contains("id_token");
  if (token == nullptr || !token->is_string() || token->get_string().empty()) {
    return Fault{FaultKind::invalid, "the provider's token endpoint answered without an ID token"};
  }
  return std::string(token->get_string());
}

}  // namespace provost::oidc
