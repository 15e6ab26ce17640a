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
constexpr const char* trials_path = "/api/v1/orgs/acme/sign-in/trials";
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
  // A test by signing in, from the browser that holds that session.
  http::Response post_trial(const std::string& session) {
    more_headers_ = {{"Cookie", "__Host-provost_session=" + session}};
    http::Response response = send(http::Method::post, trials_path);
    more_headers_.clear();
    return response;
  }
  json::Object begin_trial(const std::string& session = "one") {
    const http::Response response = post_trial(session);
    EXPECT_EQ(response.status, 201) << response.body;
    const std::string cookie = header(response, "Set-Cookie");
    cookies_ = "__Host-provost_session=" + session + "; " + cookie.substr(0, cookie.find(';'));
    return body_of(response);
  }
  std::string come_back_to_trial(const json::Object& trial, const std::string& more = "&code=C") {
    return come_back(std::string(trial.at("url").as_string()), more);
  }
  http::Response get_trial(const json::Object& trial, const std::string& session = "one",
                           const std::string& org = "acme") {
    more_headers_ = {{"Cookie", "__Host-provost_session=" + session}};
    http::Response response = send(http::Method::get, "/api/v1/orgs/" + org + "/sign-in/trials/" +
                                                          std::string(trial.at("id").as_string()));
    more_headers_.clear();
    return response;
  }
  json::Object result_of(const json::Object& trial) {
    const json::Object body = body_of(get_trial(trial));
    EXPECT_TRUE(body.at("result").is_object());
    return body.at("result").is_object() ? body.at("result").as_object() : json::Object();
  }
  // The result of a whole trial in which the provider's answer has that code of an error.
  json::Value outcome_of_error(const std::string& query) {
    const json::Object trial = begin_trial();
    come_back_to_trial(trial, query);
    return result_of(trial).at("outcome");
  }
  std::size_t identities() {
    std::size_t count = 0;
    write(OrgId("acme"), [&](store::Writer& writer) -> Result<void> {
      count = writer.sign_in().identity(provider_.url(), "sub-ann") ? 1 : 0;
      return {};
    });
    return count;
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
  EXPECT_EQ(before.at("signInUrl"), "https://provost.example/console/sign-in?org=acme");
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

TEST_F(SignInApi, IsTestedBySigningInBeforeItIsEnabled) {
  const ResourceId ann = add_ann();
  configure({{"enabled", false}});
  const json::Object trial = begin_trial();
  const std::string url(trial.at("url").as_string());
  EXPECT_THAT(url, StartsWith(provider_.url() + "/go?"));
  EXPECT_TRUE(body_of(get_trial(trial)).at("result").is_null());
  vouch(url, {{"name", "Ann A."}, {"email", "ann@acme.example"}, {"preferred_username", "ann@x"}});
  const http::Response back = visit("/oauth/callback?code=C&state=" + parameter_in(url, "state"));
  EXPECT_THAT(location(back), StartsWith("/console/sign-in-test?org=acme&trial="));
  EXPECT_EQ(header(back, "Set-Cookie"), "") << "no session";
  const json::Object result = result_of(trial);
  EXPECT_EQ(result.at("outcome"), "let_in");
  EXPECT_EQ(result.at("foundBy"), "externalId");
  EXPECT_EQ(result.at("person").at("name"), "Ann A.");
  EXPECT_EQ(result.at("person").at("email"), "ann@acme.example");
  EXPECT_EQ(result.at("person").at("objectId"), "obj-1");
  EXPECT_EQ(result.at("member").at("id"), json::Value(ann.to_string()));
  EXPECT_EQ(identities(), 0U);
  EXPECT_THAT(sign_ins(), ElementsAre("sign_in.configured", "sign_in.tested"));
  EXPECT_THAT(journal().back().actor, StartsWith("operator:"));
  EXPECT_THAT(journal().back().data, HasSubstr("let_in"));
}

TEST_F(SignInApi, TestSaysWhichIdsDiffer) {
  add_ann();
  configure();
  const json::Object trial = begin_trial();
  vouch(std::string(trial.at("url").as_string()),
        {{"oid", "obj-2"}, {"preferred_username", "ann@x"}});
  come_back_to_trial(trial);
  const json::Object result = result_of(trial);
  EXPECT_EQ(result.at("outcome"), "unknown_person");
  EXPECT_EQ(result.at("member").at("externalId"), "obj-1");
  EXPECT_EQ(result.at("person").at("objectId"), "obj-2");
  EXPECT_TRUE(result.at("foundBy").is_null());
}

TEST_F(SignInApi, TestTellsErrorsApart) {
  configure();
  EXPECT_EQ(outcome_of_error("&error=access_denied&error_subcode=cancel"), "cancelled");
  EXPECT_EQ(outcome_of_error("&error=access_denied&error_description=AADSTS50105%3A+x"),
            "not_assigned");
  EXPECT_EQ(outcome_of_error("&error=access_denied"), "provider_refused");
  EXPECT_EQ(outcome_of_error(""), "invalid_response");
  provider_.answer("/token", "");
  EXPECT_EQ(outcome_of_error("&code=C"), "provider_refused");
}

TEST_F(SignInApi, TestTakesOneAnswerOfOneSession) {
  add_ann();
  configure();
  const json::Object trial = begin_trial();
  vouch(std::string(trial.at("url").as_string()));
  const std::string own = std::exchange(cookies_, "");
  EXPECT_EQ(come_back_to_trial(trial), "/console/sign-in?error=expired_request");
  const std::size_t browser = own.find("__Host-provost_sign_in");
  cookies_ = "__Host-provost_session=two; " + own.substr(browser);
  come_back_to_trial(trial);
  EXPECT_TRUE(body_of(get_trial(trial)).at("result").is_null()) << "another session";
  cookies_ = own;
  come_back_to_trial(trial);
  EXPECT_EQ(result_of(trial).at("outcome"), "let_in");
  cookies_ = own;
  come_back_to_trial(trial, "&error=access_denied");
  EXPECT_EQ(result_of(trial).at("outcome"), "let_in") << "a replay changes nothing";
  EXPECT_EQ(sign_ins().size(), 2U);
}

TEST_F(SignInApi, TestIsShownToNobodyElse) {
  ASSERT_TRUE(admin::create_organisation(admin_, OrgId("globex"), {.name = "Globex"}).has_value());
  configure();
  const json::Object trial = begin_trial();
  EXPECT_EQ(get_trial(trial, "two").status, 404);
  EXPECT_EQ(get_trial(trial, "one", "globex").status, 404);
  EXPECT_EQ(get_trial(trial).status, 200);
  begin_trial();
  EXPECT_EQ(get_trial(trial).status, 404) << "a session has one";
  const json::Object late = begin_trial();
  store_.clock().advance_s(900);
  EXPECT_EQ(get_trial(late).status, 404);
  act_as(access::Target::user_human);
  EXPECT_EQ(post_trial("one").status, 403);
}

TEST_F(SignInApi, TestSaysWhatItNeeds) {
  EXPECT_THAT(problem(post_trial("one"), 409), HasSubstr("issuer"));
  configure();
  EXPECT_THAT(problem(send(http::Method::post, trials_path), 409), HasSubstr("browser"));
  provider_.answer("/.well-known/openid-configuration", "");
  store_.clock().advance_s(3600);
  problem(post_trial("one"), 409);
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
