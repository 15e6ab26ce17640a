#include "api/oauth/answer.h"

#include <gmock/gmock.h>

#include "api/admin/testing.h"
#include "api/oauth/flow.h"
#include "api/oauth/testing.h"
#include "identity/sign_in_settings.h"
#include "oidc/testing/signer.h"
#include "provision/resources.h"

namespace provost::api::oauth {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr const char* settings_path = "/api/v1/orgs/acme/sign-in";
constexpr const char* test_path = "/api/v1/orgs/acme/sign-in/test";

std::string parameter_in(std::string_view url, std::string_view name) {
  const http::QueryParameters query = http::parse_query(url.substr(url.find('?') + 1));
  const std::string* value = query.find(name);
  return value == nullptr ? std::string() : *value;
}

class SignInApi : public admin_api::AdminFixture {
 protected:
  void SetUp() override {
    AdminFixture::SetUp();
    provider_.answer("/.well-known/openid-configuration",
                     json::write(json::Object{{"issuer", provider_.url()},
                                              {"authorization_endpoint", provider_.url() + "/go"},
                                              {"token_endpoint", provider_.url() + "/token"},
                                              {"jwks_uri", provider_.url() + "/keys"}}));
    provider_.answer("/keys", oidc::testing::key_set_of({&key()}));
  }
  static const oidc::testing::Signer& key() {
    static const oidc::testing::Signer made = oidc::testing::Signer::ec("k1");
    return made;
  }
  json::Object configure(json::Object more = {}) {
    json::Object body{{"enabled", true},
                      {"issuer", provider_.url()},
                      {"clientId", "app"},
                      {"clientSecret", "s3cr3t"}};
    for (const auto& member : more) {
      body[member.key()] = member.value();
    }
    const http::Response response =
        send(http::Method::patch, settings_path, json::write(std::move(body)));
    EXPECT_EQ(response.status, 200) << response.body;
    return response.status == 200 ? body_of(response) : json::Object();
  }

  // A page in the browser, which keeps its cookies and has no key.
  http::Response visit(const std::string& path) {
    const std::string key_of_tests = std::exchange(authorization_, "");
    more_headers_ = {{"Cookie", cookies_}, {"User-Agent", "Mozilla/5.0"}};
    http::Response response = send(http::Method::get, path);
    more_headers_.clear();
    authorization_ = key_of_tests;
    for (const http::Header& one : response.headers) {
      if (one.name == "Set-Cookie" && one.value.find("Max-Age=0") == std::string::npos) {
        cookies_ = one.value.substr(0, one.value.find(';'));
      }
    }
    return response;
  }
  std::string location(const http::Response& response) {
    EXPECT_EQ(response.status, 302) << response.body;
    EXPECT_EQ(header(response, "Cache-Control"), "no-store");
    return header(response, "Location");
  }
  std::string start(const std::string& more = "") {
    return location(visit("/oauth/start?org=acme" + more));
  }
  // The provider's token response for the sign-in that began with that URL.
  void vouch(const std::string& url, json::Object more = {}) {
    const std::int64_t now = store_.clock().now().ms / 1000;
    json::Object claims{{"iss", provider_.url()},
                        {"aud", "app"},
                        {"sub", "sub-ann"},
                        {"oid", "obj-1"},
                        {"iat", now},
                        {"exp", now + 300},
                        {"nonce", parameter_in(url, "nonce")}};
    for (const auto& member : more) {
      claims[member.key()] = member.value();
    }
    provider_.answer("/token",
                     json::write(json::Object{{"id_token", key().sign(claims, "ES256")}}));
  }
  std::string come_back(const std::string& url, const std::string& more = "&code=C") {
    return location(visit("/oauth/callback?state=" + parameter_in(url, "state") + more));
  }
  ResourceId add_ann() {
    const ResourceId id = new_id(store_.clock().now(), store_.random());
    write(OrgId("acme"), [&](store::Writer& writer) -> Result<void> {
      TRY(writer.insert(scim::schema::user_type, id, store::contract::user("ann@x", "obj-1"),
                        store_.clock().now()));
      set_access(writer, id, access::Target::user_human);
      return {};
    });
    return id;
  }
  std::vector<std::string> sign_ins() {
    std::vector<std::string> all;
    for (const store::JournalEntry& entry : journal()) {
      if (entry.type.starts_with("sign_in.")) {
        all.push_back(entry.type);
      }
    }
    return all;
  }

  StubServer provider_;
  std::string cookies_;
};

TEST_F(SignInApi, ShowsItsSettingsButNeverTheSecret) {
  const json::Object before = body_of(send(http::Method::get, settings_path));
  EXPECT_EQ(before.at("enabled"), false);
  EXPECT_EQ(before.at("redirectUri"), "https://provost.example/oauth/callback");
  const json::Object after = configure();
  EXPECT_EQ(after.at("enabled"), true);
  EXPECT_EQ(after.at("clientSecretSet"), true);
  EXPECT_FALSE(after.contains("clientSecret"));
  EXPECT_EQ(body_of(send(http::Method::get, settings_path)), after);
}

TEST_F(SignInApi, RefusesSettingsThatWouldLetStrangersIn) {
  const http::Response common =
      send(http::Method::patch, settings_path,
           R"({"issuer":"https://login.microsoftonline.com/common/v2.0"})");
  EXPECT_THAT(problem(common, 400), HasSubstr("common"));
  EXPECT_THAT(problem(send(http::Method::patch, settings_path, R"({"enabled":true})"), 400),
              HasSubstr("issuer"));
  EXPECT_THAT(problem(send(http::Method::patch, settings_path, R"({"secret":"x"})"), 400),
              HasSubstr("secret"));
}

TEST_F(SignInApi, OfAnotherOrganisationLooksLikeAMissingOne) {
  ASSERT_TRUE(admin::create_organisation(admin_, OrgId("globex"), {.name = "Globex"}).has_value());
  configure();
  act_as(access::Target::admin_human);
  EXPECT_EQ(send(http::Method::get, settings_path).status, 200);
  for (const char* path : {"/api/v1/orgs/globex/sign-in", "/api/v1/orgs/nobody/sign-in"}) {
    EXPECT_THAT(problem(send(http::Method::get, path), 404), HasSubstr("there is no organisation"));
  }
}

TEST_F(SignInApi, TestsWhatTheProviderSays) {
  EXPECT_EQ(body_of(send(http::Method::post, test_path)).at("problems"),
            (json::Array{"no issuer is set"}));
  configure();
  const json::Object good = body_of(send(http::Method::post, test_path));
  EXPECT_EQ(good.at("ok"), true) << json::write(good);
  EXPECT_EQ(good.at("keys"), 1);
  EXPECT_EQ(good.at("tokenEndpoint").as_string(), provider_.url() + "/token");
  provider_.answer("/keys", "");
  const json::Object bad = body_of(send(http::Method::post, test_path));
  EXPECT_EQ(bad.at("ok"), false);
  EXPECT_THAT(json::write(bad.at("problems")), HasSubstr("404"));
}

TEST_F(SignInApi, TellsAnybodyWhetherThereIsASignIn) {
  const std::string none = R"({"organisation":null,"oidc":false})";
  EXPECT_EQ(visit("/api/v1/sign-in?org=acme").body, none);
  EXPECT_EQ(visit("/api/v1/sign-in?org=nobody").body, none);
  EXPECT_EQ(visit("/api/v1/sign-in").body, none);
  configure();
  EXPECT_EQ(visit("/api/v1/sign-in?org=acme").body,
            R"({"organisation":{"id":"acme","name":"Acme"},"oidc":true})");
}

TEST_F(SignInApi, SendsTheBrowserToTheProvider) {
  configure();
  const http::Response response = visit("/oauth/start?org=acme");
  EXPECT_THAT(location(response), StartsWith(provider_.url() + "/go?response_type=code&"));
  EXPECT_EQ(parameter_in(location(response), "redirect_uri"),
            "https://provost.example/oauth/callback");
  EXPECT_THAT(header(response, "Set-Cookie"),
              AllOf(StartsWith("__Host-provost_sign_in="), HasSubstr("; Max-Age=600"),
                    HasSubstr("HttpOnly"), HasSubstr("SameSite=Lax"), HasSubstr("Secure")));
}

// Somebody whose provider is known is not delayed by other organisations waiting for theirs.
TEST_F(SignInApi, SendsTheBrowserToAKnownProviderWithoutAnErrand) {
  configure();
  visit("/oauth/start?org=acme");
  workers_.drain();  // accepts nothing from now on
  EXPECT_THAT(location(visit("/oauth/start?org=acme")), StartsWith(provider_.url() + "/go?"));
}

TEST_F(SignInApi, SignsInWhomTheProviderVouchesFor) {
  configure();
  const ResourceId ann = add_ann();
  const std::string url = start("&to=/console/o/acme/profile");
  vouch(url);
  EXPECT_EQ(come_back(url), "/console/o/acme/profile");
  EXPECT_THAT(cookies_, StartsWith("__Host-provost_session=pvs_"));
  EXPECT_THAT(visit("/api/v1/me").body, HasSubstr(ann.to_string()));
  EXPECT_THAT(provider_.asked("/token"),
              AllOf(HasSubstr("grant_type=authorization_code"), HasSubstr("code=C"),
                    HasSubstr("code_verifier="), HasSubstr("Authorization: Basic ")));
  EXPECT_THAT(sign_ins(), ElementsAre("sign_in.configured", "sign_in.bound", "sign_in.succeeded"));
}

TEST_F(SignInApi, WithoutOneSaysSoForEveryOrganisationAlike) {
  EXPECT_EQ(start(), "/console/sign-in?org=acme&error=not_configured");
  EXPECT_EQ(location(visit("/oauth/start?org=nobody")),
            "/console/sign-in?org=nobody&error=not_configured");
  EXPECT_EQ(location(visit("/oauth/start")), "/console/sign-in?error=not_configured");
  configure();
  const std::string url = start();
  configure({{"enabled", false}});
  EXPECT_EQ(come_back(url), "/console/sign-in?org=acme&error=not_configured");
}

TEST_F(SignInApi, LeadsNowhereButIntoTheConsole) {
  configure();
  add_ann();
  const std::string url = start("&to=//evil.example/console/");
  vouch(url);
  EXPECT_EQ(come_back(url), "/console/");
}

TEST_F(SignInApi, IsOfOneBrowser) {
  configure();
  add_ann();
  const std::string url = start();
  vouch(url);
  cookies_.clear();
  EXPECT_EQ(come_back(url), "/console/sign-in?error=expired_request");
  start();  // another browser's own sign-in
  EXPECT_EQ(come_back(url), "/console/sign-in?error=expired_request");
}

TEST_F(SignInApi, LetsOneBrowserSignInInSeveralTabs) {
  configure();
  add_ann();
  const std::string first = start();
  const std::string second = start();
  EXPECT_NE(parameter_in(first, "nonce"), parameter_in(second, "nonce"));
  vouch(first);
  EXPECT_EQ(come_back(first), "/console/");
}

TEST_F(SignInApi, EndsAfterTenMinutes) {
  configure();
  add_ann();
  const std::string url = start();
  store_.clock().advance_s(flow_life_s);
  vouch(url);
  EXPECT_EQ(come_back(url), "/console/sign-in?error=expired_request");
}

TEST_F(SignInApi, BelievesNoTokenOfAnotherSignIn) {
  configure();
  add_ann();
  const std::string url = start();
  vouch(url, {{"nonce", "another"}});
  EXPECT_EQ(come_back(url), "/console/sign-in?org=acme&error=invalid_response");
}

TEST_F(SignInApi, BelievesNoAnswerOfAnotherIssuer) {
  configure();
  add_ann();
  const std::string url = start();
  vouch(url);
  EXPECT_EQ(come_back(url, "&code=C&iss=https%3A%2F%2Fevil.example"),
            "/console/sign-in?org=acme&error=invalid_response");
  EXPECT_EQ(come_back(url, "&code=C&iss=" + provider_.url()), "/console/");
}

TEST_F(SignInApi, SaysThatTheProviderRefused) {
  configure();
  const std::string url = start();
  EXPECT_EQ(come_back(url, "&error=access_denied"),
            "/console/sign-in?org=acme&error=provider_refused");
  EXPECT_EQ(come_back(url, ""), "/console/sign-in?org=acme&error=invalid_response");
  EXPECT_THAT(journal().back().data, Not(HasSubstr("C")));
}

TEST_F(SignInApi, RefusesStrangers) {
  configure();
  const std::string url = start();
  vouch(url);
  EXPECT_EQ(come_back(url), "/console/sign-in?org=acme&error=unknown_person");
  EXPECT_THAT(cookies_, StartsWith("__Host-provost_sign_in="));  // no session
}

TEST_F(SignInApi, LetsNobodyInOnceItIsSwitchedOff) {  // design rule 22
  add_ann();
  configure();
  const std::string url = start();
  vouch(url);
  session_->before_next_write([&] {
    write(OrgId("acme"), [](store::Writer& writer) -> Result<void> {
      store::SignInSettings settings = writer.sign_in().settings();
      settings.enabled = false;
      writer.change_sign_in().save_settings(settings);
      return {};
    });
  });
  EXPECT_EQ(come_back(url), "/console/sign-in?org=acme&error=not_configured");
}

TEST_F(SignInApi, IsRefusedWhileTheOrganisationIsSuspended) {
  configure();
  add_ann();
  const std::string refusal = "/console/sign-in?org=acme&error=organisation_suspended";
  const std::string url = start();
  vouch(url);
  const auto suspend = [&](bool suspended) {
    const std::string body = json::write(json::Object{{"suspended", suspended}});
    EXPECT_EQ(send(http::Method::patch, "/api/v1/orgs/acme", body).status, 200);
  };
  suspend(true);
  EXPECT_EQ(come_back(url), refusal);
  store_.clock().advance_s(1);
  EXPECT_EQ(start(), refusal);
  EXPECT_EQ(come_back(url), refusal);
  EXPECT_THAT(cookies_, StartsWith("__Host-provost_sign_in=")) << "no session";
  EXPECT_THAT(journal().back().data, HasSubstr("organisation_suspended"));
  suspend(false);
  store_.clock().advance_s(1);
  EXPECT_EQ(come_back(url), "/console/");
}

TEST_F(SignInApi, SaysThatTheClientSecretIsLostUntilItIsEnteredAgain) {
  configure();
  EXPECT_EQ(body_of(send(http::Method::get, settings_path)).at("clientSecretLost"), false);
  SecretKey other_key{};
  other_key.fill(9);
  const identity::Vault other(other_key, store_.random());
  write(OrgId("acme"), [&](store::Writer& writer) -> Result<void> {
    TRY(identity::change_sign_in(writer, OrgId("acme"), {.client_secret = "s3cr3t"}, other,
                                 {"operator:1", "request-1"}));
    return {};
  });
  EXPECT_EQ(body_of(send(http::Method::get, settings_path)).at("clientSecretLost"), true);
  EXPECT_THAT(send(http::Method::post, test_path).body, HasSubstr("enter it again"));
  EXPECT_EQ(start(), "/console/sign-in?org=acme&error=client_secret_lost");
  EXPECT_THAT(journal().back().data, HasSubstr("Identity Access"));
  EXPECT_EQ(configure().at("clientSecretLost"), false);
  EXPECT_THAT(start(), StartsWith(provider_.url()));
}

TEST_F(SignInApi, NotesAFailureOnceAMinute) {
  configure();
  provider_.answer("/.well-known/openid-configuration", "");
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(start(), "/console/sign-in?org=acme&error=provider_unreachable");
  }
  EXPECT_THAT(sign_ins(), ElementsAre("sign_in.configured", "sign_in.refused"));
  EXPECT_EQ(journal().back().subject_id, "acme");
  EXPECT_THAT(journal().back().data, HasSubstr("404"));
  store_.clock().advance_s(60);
  start();
  EXPECT_EQ(sign_ins().size(), 3u);
}

TEST_F(SignInApi, HasTwoPagesThatAreRead) {
  EXPECT_EQ(visit("/oauth").status, 404);
  EXPECT_EQ(visit("/oauth/other").status, 404);
  const http::Response posted = send(http::Method::post, "/oauth/start");
  EXPECT_EQ(posted.status, 405);
  EXPECT_EQ(header(posted, "Allow"), "GET");
}

}  // namespace
}  // namespace provost::api::oauth
