#include "oidc/discovery.h"

#include <gtest/gtest.h>

#include "json/json.h"

namespace provost::oidc {
namespace {

const Issuer issuer{.text = "https://id.example.com", .tenant = {}};

json::Object document() {
  return {{"issuer", "https://id.example.com"},
          {"authorization_endpoint", "https://id.example.com/authorize"},
          {"token_endpoint", "https://tokens.example.com/token"},
          {"jwks_uri", "https://id.example.com/keys"},
          {"response_types_supported", {"code", "id_token"}},
          {"id_token_signing_alg_values_supported", {"HS256", "RS256"}}};
}

json::Object with(std::string_view name, json::Value value) {
  json::Object changed = document();
  changed[name] = std::move(value);
  return changed;
}

Outcome<Provider> read(const json::Object& text) {
  return read_discovery(json::write(text), issuer);
}

TEST(Discovery, finds_the_endpoints) {
  const Outcome<Provider> provider = read(document());
  ASSERT_TRUE(provider.has_value());
  EXPECT_EQ(provider->authorization_endpoint, "https://id.example.com/authorize");
  EXPECT_EQ(provider->token_endpoint, "https://tokens.example.com/token");
  EXPECT_EQ(provider->keys_url, "https://id.example.com/keys");
}

TEST(Discovery, tells_how_the_client_says_who_it_is) {
  constexpr std::string_view methods = "token_endpoint_auth_methods_supported";
  EXPECT_EQ(read(document())->authentication, ClientAuthentication::basic);
  EXPECT_EQ(read(with(methods, {"client_secret_basic"}))->authentication,
            ClientAuthentication::basic);
  EXPECT_EQ(read(with(methods, {"client_secret_basic", "client_secret_post"}))->authentication,
            ClientAuthentication::post);
}

TEST(Discovery, takes_no_document_of_another_issuer) {
  for (const char* other : {"https://id.example.com/", "https://ID.example.com", "",
                            "https://login.microsoftonline.com/{tenantid}/v2.0"}) {
    const Outcome<Provider> provider = read(with("issuer", other));
    ASSERT_TRUE(provider.has_error()) << other;
    EXPECT_EQ(provider.error().kind, FaultKind::invalid);
    EXPECT_NE(provider.error().detail.find("exactly as the provider writes it"), std::string::npos);
  }
}

TEST(Discovery, takes_no_provider_that_lacks_what_is_needed) {
  EXPECT_TRUE(read(with("response_types_supported", {"id_token"})).has_error());
  EXPECT_TRUE(read(with("code_challenge_methods_supported", {"plain"})).has_error());
  EXPECT_TRUE(read(with("code_challenge_methods_supported", {"plain", "S256"})).has_value());
  EXPECT_TRUE(read(with("id_token_signing_alg_values_supported", {"HS256", "none"})).has_error());
  EXPECT_TRUE(read(with("id_token_signing_alg_values_supported", {"ES256"})).has_value());
  EXPECT_TRUE(read(with("response_types_supported", "code")).has_error());
}

TEST(Discovery, takes_no_endpoint_that_is_not_protected) {
  for (const char* name : {"authorization_endpoint", "token_endpoint", "jwks_uri"}) {
    for (const char* url : {"http://id.example.com/x", "http://127.0.0.1/x", "//id.example.com/x",
                            "javascript:alert(1)", "https://id.example.com/#x", ""}) {
      const Outcome<Provider> provider = read(with(name, url));
      ASSERT_TRUE(provider.has_error()) << name << " " << url;
      EXPECT_NE(provider.error().detail.find(name), std::string::npos);
    }
    EXPECT_TRUE(read(with(name, nullptr)).has_error());
  }
}

TEST(Discovery, takes_nothing_that_is_no_document) {
  for (const char* text : {"", "[]", "<html>", "{\"issuer\":\"https://id.example.com\"}"}) {
    EXPECT_TRUE(read_discovery(text, issuer).has_error()) << text;
  }
}

}  // namespace
}  // namespace provost::oidc
