#include "oidc/exchange.h"

#include <gtest/gtest.h>

namespace provost::oidc {
namespace {

const Registration registration{.issuer = {.text = "https://id.example.com", .tenant = {}},
                                .client_id = "the app",
                                .client_secret = "a+b:c",
                                .redirect_uri = "https://scim.example.com/oauth/callback"};

TEST(AuthorizationUrl, asks_for_a_code_with_state_nonce_and_challenge) {
  const Provider provider{.authorization_endpoint = "https://id.example.com/authorize"};
  const Secrets secrets{
      .state = "S", .nonce = "N", .code_verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"};
  // The challenge is that of RFC 7636 appendix B.
  EXPECT_EQ(authorization_url(provider, registration, secrets),
            "https://id.example.com/authorize?response_type=code&client_id=the%20app&"
            "redirect_uri=https%3A%2F%2Fscim.example.com%2Foauth%2Fcallback&"
            "scope=openid%20profile&state=S&nonce=N&"
            "code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&"
            "code_challenge_method=S256");
}

TEST(AuthorizationUrl, keeps_the_query_that_an_endpoint_has) {
  const Provider provider{.authorization_endpoint = "https://id.example.com/authorize?p=1"};
  EXPECT_TRUE(authorization_url(provider, registration, {})
                  .starts_with("https://id.example.com/authorize?p=1&response_type=code&"));
}

TEST(TokenRequest, says_who_asks_as_the_provider_wants_it) {
  const std::string grant =
      "grant_type=authorization_code&code=C&"
      "redirect_uri=https%3A%2F%2Fscim.example.com%2Foauth%2Fcallback&code_verifier=V";
  const TokenRequest basic =
      token_request({.authentication = ClientAuthentication::basic}, registration, "C", "V");
  EXPECT_EQ(basic.form, grant);
  EXPECT_EQ(basic.authorization, "Basic dGhlJTIwYXBwOmElMkJiJTNBYw==");
  const TokenRequest post =
      token_request({.authentication = ClientAuthentication::post}, registration, "C", "V");
  EXPECT_EQ(post.form, grant + "&client_id=the%20app&client_secret=a%2Bb%3Ac");
  EXPECT_EQ(post.authorization, "");
  Registration open = registration;
  open.client_secret.clear();
  EXPECT_EQ(token_request({}, open, "C", "V").form, grant + "&client_id=the%20app");
}

TEST(TokenAnswer, has_the_id_token) {
  const Outcome<std::string> token =
      read_token_answer(200, R"({"access_token":"a","id_token":"x.y.z","token_type":"Bearer"})");
  ASSERT_TRUE(token.has_value());
  EXPECT_EQ(*token, "x.y.z");
}

TEST(TokenAnswer, without_one_is_invalid) {
  for (const char* body : {"", "{}", "[]", R"({"id_token":1})", R"({"id_token":""})", "<html>"}) {
    const Outcome<std::string> token = read_token_answer(200, body);
    ASSERT_TRUE(token.has_error()) << body;
    EXPECT_EQ(token.error().kind, FaultKind::invalid);
  }
}

TEST(TokenAnswer, that_refuses_says_why_and_repeats_no_free_text) {
  const Outcome<std::string> token = read_token_answer(
      401, R"({"error":"invalid_client","error_description":"the secret s3cr3t is wrong"})");
  ASSERT_TRUE(token.has_error());
  EXPECT_EQ(token.error().kind, FaultKind::wrong_client);
  EXPECT_NE(token.error().detail.find("invalid_client"), std::string::npos);
  EXPECT_NE(token.error().detail.find("make a new one"), std::string::npos);
  EXPECT_EQ(token.error().detail.find("s3cr3t"), std::string::npos);
  EXPECT_EQ(read_token_answer(400, R"({"error":"invalid_grant"})").error().kind,
            FaultKind::wrong_grant);
  EXPECT_EQ(read_token_answer(400, R"({"error":"invalid_scope"})").error().kind,
            FaultKind::refused);
  EXPECT_EQ(read_token_answer(500, "<b>no</b>").error().detail,
            "the provider's token endpoint answered 500");
  EXPECT_EQ(read_token_answer(400, R"({"error":"eyJhbGciOi.x"})").error().detail,
            "the provider's token endpoint answered 400");
}

}  // namespace
}  // namespace provost::oidc
