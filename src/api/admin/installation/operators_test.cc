#include "identity/operators.h"

#include <future>

#include <sodium.h>

#include "api/admin/testing.h"
#include "api/loop/session_cookie.h"
#include "identity/permissions.h"
#include "identity/totp.h"

namespace provost::api::admin_api {
namespace {

using http::Method;

constexpr std::string_view password = "correct horse battery";

// A browser without a session until somebody signs in.
class OperatorsTest : public AdminFixture {
 protected:
  void SetUp() override {
    AdminFixture::SetUp();
    settings_.password_cost = {crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN};
    authorization_.clear();
  }
  std::string new_link() { return identity::create_operator_link(admin_).value().text; }
  http::Response redeem(const std::string& link, std::string_view name = "ada",
                        std::string_view with = password) {
    return send(Method::post, "/api/v1/operator-links/redeem",
                json::write(json::Object{{"link", link}, {"name", name}, {"password", with}}));
  }
  http::Response sign_in(std::string_view name = "ada", std::string_view with = password,
                         std::optional<std::string> code = std::nullopt) {
    json::Object body{{"name", name}, {"password", with}};
    if (code) {
      body["code"] = *code;
    }
    return send(Method::post, "/api/v1/session", json::write(body));
  }
  // The browser keeps using the session that an answer set.
  void go_on_with(const http::Response& response) {
    ASSERT_EQ(response.status, 200) << response.body;
    const std::string set = header(response, "Set-Cookie");
    cookie_ = set.substr(0, set.find(';'));
    more_headers_ = {{"Cookie", cookie_},
                     {"X-CSRF-Token", std::string(body_of(response).at("csrfToken").as_string())}};
  }
  // Later writes run after it, so once this one is done, so is that.
  void let_use_be_noted() {
    usage_.flush(*session_);
    ASSERT_TRUE(store::catalogue_write_and_wait(admin_.session, [](store::CatalogueWriter&) {
                  return Result<void>();
                }).has_value());
  }
  // "name=value", in the form in which the browser returns it.
  static std::string device_cookie_of(const http::Response& response) {
    for (const http::Header& one : response.headers) {
      if (one.name == "Set-Cookie" && one.value.starts_with("__Host-provost_device_")) {
        return one.value.substr(0, one.value.find(';'));
      }
    }
    return {};
  }
  void forget_session() { more_headers_.clear(); }
  void become_operator(std::string_view name = "ada") { go_on_with(redeem(new_link(), name)); }
  static std::string code_in(const http::Response& response) {
    const json::Object body = body_of(response);
    return body.contains("code") ? std::string(body.at("code").as_string()) : "";
  }
  json::Array items(std::string_view path) {
    const http::Response response = send(Method::get, path);
    EXPECT_EQ(response.status, 200) << response.body;
    return body_of(response).at("items").as_array();
  }
  // Sets up one-time codes; returns the secret.
  std::string set_codes_up() {
    const http::Response begun =
        send(Method::post, "/api/v1/me/totp", json::write(json::Object{{"password", password}}));
    EXPECT_EQ(begun.status, 201) << begun.body;
    const std::string secret = secret_of("ada");
    EXPECT_EQ(body_of(begun).at("secret").as_string(), identity::totp_text(secret));
    EXPECT_EQ(confirm(code_of(secret)).status, 204);
    return secret;
  }
  http::Response confirm(const std::string& code) {
    return send(Method::post, "/api/v1/me/totp/confirm", json::write(json::Object{{"code", code}}));
  }
  std::string code_of(const std::string& secret) {
    return identity::totp_code(secret, identity::totp_step_at(store_.clock().now()));
  }
  std::string secret_of(std::string_view key) {
    std::string secret;
    session_->catalogue([&](store::Catalogue& catalogue) {
      const store::Operator one = *catalogue.operators().find_by_key(key);
      EXPECT_TRUE(one.totp.empty());
      secret = vault_.open(one.pending_totp, "totp:" + one.id).value();
    });
    return secret;
  }

  std::string cookie_;
};

TEST_F(OperatorsTest, ALinkMakesTheFirstOperatorWhoIsSignedIn) {
  const std::string link = new_link();
  const auto check = [&] {
    return send(Method::post, "/api/v1/operator-links/check",
                json::write(json::Object{{"link", link}}));
  };
  EXPECT_EQ(body_of(check()).at("firstOperator"), true);
  const http::Response response = redeem(link);
  ASSERT_EQ(response.status, 200) << response.body;
  EXPECT_EQ(body_of(response).at("kind"), "operator");
  EXPECT_EQ(body_of(response).at("operator").at("name"), "ada");
  EXPECT_EQ(response.body.find("pvc_"), std::string::npos) << "the session is in the cookie alone";
  EXPECT_EQ(response.note.find("pv"), std::string::npos);
  go_on_with(response);
  EXPECT_EQ(send(Method::get, "/api/v1/orgs").status, 200);
  EXPECT_EQ(body_of(send(Method::get, "/api/v1/session")).at("csrfToken"),
            body_of(response).at("csrfToken"));
  forget_session();
  problem(check(), 410);
  problem(redeem(link, "bob"), 410);
}

TEST_F(OperatorsTest, ALinkIsGoodForHalfAnHour) {
  const std::string link = new_link();
  store_.clock().advance_s(30 * 60 - 1);
  EXPECT_EQ(redeem(link, "ada").status, 200);
  const std::string late = new_link();
  store_.clock().advance_s(30 * 60);
  problem(redeem(late, "bob"), 410);
  problem(redeem("pvl_nonsense", "bob"), 410);
}

TEST_F(OperatorsTest, WhatIsWrongWithANewOperatorLeavesTheLinkGood) {
  become_operator("ada");
  forget_session();
  const std::string link = new_link();
  EXPECT_NE(problem(redeem(link, "bob", "short"), 400).find("12 characters"), std::string::npos);
  problem(redeem(link, "", password), 400);
  problem(redeem(link, " bob", password), 400);
  problem(redeem(link, "ADA", password), 409);
  EXPECT_EQ(redeem(link, "bob").status, 200);
}

TEST_F(OperatorsTest, SignsInWithThePasswordAndTellsNobodyWhatWasWrong) {
  become_operator();
  forget_session();
  const http::Response right = sign_in("Ada");
  ASSERT_EQ(right.status, 200) << right.body;
  EXPECT_EQ(body_of(right).at("permissions").as_array().size(),
            identity::permissions_of(identity::CallerKind::installation).size());
  const http::Response wrong = sign_in("ada", "wrong horse battery");
  EXPECT_EQ(code_in(wrong), "invalid_credentials");
  EXPECT_EQ(header(wrong, "Set-Cookie"), "");
  EXPECT_EQ(problem(sign_in("nobody"), 401), problem(wrong, 401));
}

TEST_F(OperatorsTest, TheLogNamesWhosePasswordWasGuessedAtAndNothingElseThatWasTyped) {
  become_operator("Ada");
  const std::string secret = set_codes_up();
  forget_session();
  EXPECT_EQ(sign_in("ADA", "wrong horse battery").note, R"("signInFailed":"Ada")");
  EXPECT_EQ(sign_in("ADA", password, "000000").note, R"("signInFailed":"Ada")");
  EXPECT_EQ(sign_in(password, "Ada").note, R"("signInFailed":null)");
  EXPECT_EQ(sign_in("ada").note, "") << "the code is asked for only now";
  for (int i = 0; i < 5; ++i) {
    sign_in("ada", "wrong horse battery");
  }
  const http::Response throttled = sign_in("ada", "wrong horse battery");
  EXPECT_EQ(throttled.status, 429);
  EXPECT_EQ(throttled.note, "") << "nobody looked at that one";
}

TEST_F(OperatorsTest, EverySignInIsASessionOfItsOwn) {
  become_operator();
  const std::string before = cookie_;
  go_on_with(sign_in());
  EXPECT_NE(cookie_, before) << "nobody can fix a session beforehand";
}

TEST_F(OperatorsTest, OtherSitesCannotSignAnybodyIn) {
  become_operator();
  forget_session();
  more_headers_ = {{"Sec-Fetch-Site", "cross-site"}};
  EXPECT_EQ(code_in(sign_in()), "csrf");
  problem(redeem(new_link(), "bob"), 403);
  more_headers_ = {{"Origin", "https://evil.example"}};
  problem(sign_in(), 403);
  more_headers_ = {{"Origin", "https://provost.example"}};
  EXPECT_EQ(sign_in().status, 200);
}

TEST_F(OperatorsTest, GuessingGetsSlower) {
  become_operator();
  forget_session();
  for (int i = 0; i < 5; ++i) {
    problem(sign_in("ada", "wrong horse battery"), 401);
  }
  const http::Response refused = sign_in();
  problem(refused, 429);
  EXPECT_EQ(header(refused, "Retry-After"), "1");
  store_.clock().advance_s(1);
  EXPECT_EQ(sign_in().status, 200);
}

// An impossible name is not folded or looked up, but counts as a guess like any other.
TEST_F(OperatorsTest, NamesThatCannotBeOnesAreGuessesToo) {
  become_operator();
  forget_session();
  std::string marks = "a";
  while (marks.size() < 60'000) {
    marks += "\u0301\u0316";
  }
  for (int i = 0; i < 5; ++i) {
    problem(sign_in(marks + std::to_string(i), "wrong horse battery"), 401);
  }
  problem(sign_in(marks + "5", "wrong horse battery"), 429);
  EXPECT_EQ(sign_in().status, 200) << "and none of hers";
}

// Strangers who guess from ever new addresses slow down other strangers, not her.
TEST_F(OperatorsTest, StrangersDoNotLockAnOperatorOut) {
  become_operator("Ada");
  forget_session();
  const std::string device = device_cookie_of(sign_in());
  ASSERT_NE(device, "");
  const auto guess = [&] {
    more_headers_.clear();
    return sign_in("ada", "wrong horse battery").status;
  };
  while (guess() != 429) {
  }
  for (int second = 0; second < 150; ++second) {
    guess();
    store_.clock().advance_s(1);
  }
  EXPECT_EQ(sign_in().status, 429) << "the right password from nowhere in particular";
  more_headers_ = {{"Cookie", device}};
  const http::Response hers = sign_in();
  EXPECT_EQ(hers.status, 200) << hers.body;
  EXPECT_EQ(device_cookie_of(hers), device) << "the browser keeps its name";
  EXPECT_EQ(guess(), 429) << "that did not help the strangers";
}

// Strangers who guess passwords keep their thread busy and fill its lines.
TEST_F(OperatorsTest, StrangersDoNotKeepAKnownBrowserWaiting) {
  become_operator("Ada");
  const auto session = more_headers_;
  const std::string link = new_link();
  forget_session();
  const std::string device = device_cookie_of(sign_in());
  std::promise<void> begun;
  std::promise<void> gate;
  const auto ignore = [](const Result<void>&) {};
  strangers_hashing_.submit(
      "guesser",
      [&] {
        begun.set_value();
        gate.get_future().wait();
      },
      ignore);
  begun.get_future().wait();
  strangers_hashing_.submit(
      "another", [] {}, ignore);
  const http::Response unknown = sign_in();
  problem(unknown, 503);
  EXPECT_EQ(header(unknown, "Retry-After"), "1");
  more_headers_ = {{"Cookie", device}};
  EXPECT_EQ(sign_in().status, 200) << "her own browser";
  more_headers_ = session;
  EXPECT_EQ(send(Method::post, "/api/v1/me/password",
                 json::write(json::Object{{"current", password}, {"new", "another long password"}}))
                .status,
            204)
      << "an open session";
  more_headers_.clear();
  EXPECT_EQ(redeem(link, "bob").status, 200) << "whoever has a good link";
  gate.set_value();
  strangers_hashing_.drain();
}

TEST_F(OperatorsTest, AKnownBrowserHasItsOwnCountAndItsOwnOperator) {
  become_operator("Ada");
  forget_session();
  become_operator("Bob");
  forget_session();
  const std::string device = device_cookie_of(sign_in("ada"));
  more_headers_ = {{"Cookie", device}};
  for (int i = 0; i < 5; ++i) {
    problem(sign_in("ada", "wrong horse battery"), 401);
  }
  problem(sign_in("ada"), 429);
  more_headers_.clear();
  EXPECT_EQ(sign_in("ada").status, 200) << "whoever stole the cookie locks nobody out";

  // With another operator, or with a letter changed, it does not count.
  for (int i = 0; i < 5; ++i) {
    sign_in("bob", "wrong horse battery");
  }
  std::string forged = device;
  forged.back() = forged.back() == '0' ? '1' : '0';
  for (const std::string& cookie : {device, forged, std::string("__Host-provost_device_=")}) {
    more_headers_ = {{"Cookie", cookie}};
    problem(sign_in("bob"), 429);
  }
}

TEST_F(OperatorsTest, ANewPasswordMakesOtherBrowsersUnknown) {
  become_operator("Ada");
  const auto session = more_headers_;
  forget_session();
  const std::string old = device_cookie_of(sign_in());
  more_headers_ = session;
  const http::Response changed =
      send(Method::post, "/api/v1/me/password",
           json::write(json::Object{{"current", password}, {"new", "another long password"}}));
  ASSERT_EQ(changed.status, 204) << changed.body;
  const std::string renewed = device_cookie_of(changed);
  more_headers_.clear();
  for (int i = 0; i < 6; ++i) {
    sign_in("ada", "wrong horse battery");
  }
  more_headers_ = {{"Cookie", old}};
  problem(sign_in("ada", "another long password"), 429);
  more_headers_ = {{"Cookie", renewed}};
  EXPECT_EQ(sign_in("ada", "another long password").status, 200);
}

TEST_F(OperatorsTest, StrangersDoNotKeepAnOpenSessionFromChangingItsPassword) {
  become_operator("Ada");
  const auto session = more_headers_;
  more_headers_.clear();
  for (int i = 0; i < 30; ++i) {
    sign_in("ada", "wrong horse battery");
  }
  more_headers_ = session;
  EXPECT_EQ(send(Method::post, "/api/v1/me/password",
                 json::write(json::Object{{"current", password}, {"new", "another long password"}}))
                .status,
            204);
}

TEST_F(OperatorsTest, AreNamedInTheAuditTrailEvenWhenTheyAreGone) {
  become_operator("Bob");  // the last one is not removed
  forget_session();
  become_operator("Ada");
  ASSERT_EQ(send(Method::patch, "/api/v1/orgs/acme", R"({"name":"Acme Inc"})").status, 200);
  forget_session();
  authorization_ = "Bearer " + key_.text;
  std::string id;
  for (const json::Value& one : items("/api/v1/operators")) {
    id = one.at("name") == "Ada" ? std::string(one.at("id").as_string()) : id;
  }
  EXPECT_EQ(send(Method::del, "/api/v1/operators/" + id).status, 204);
  const json::Array events =
      items("/api/v1/orgs/acme/audit-events?type=organisation.settings_changed");
  ASSERT_FALSE(events.empty());
  const json::Object event = events.at(0).as_object();
  EXPECT_EQ(event.at("actorDisplay"), "Ada (operator)");
  EXPECT_EQ(event.at("summary").as_string().find("Ada (operator) "), 0u)
      << json::write(event.at("summary"));
  EXPECT_EQ(event.at("actorId").as_string(), id);
  EXPECT_FALSE(event.at("context").as_object().contains("operator"));
}

TEST_F(OperatorsTest, ASessionEndsWhenItIsIdleOrOldOrSignedOut) {
  become_operator();
  store_.clock().advance_s(2 * 3600 - 1);
  EXPECT_EQ(send(Method::get, "/api/v1/orgs").status, 200);
  let_use_be_noted();
  store_.clock().advance_s(2 * 3600 - 1);
  EXPECT_EQ(send(Method::get, "/api/v1/orgs").status, 200) << "it was used";
  store_.clock().advance_s(2 * 3600);
  EXPECT_NE(problem(send(Method::get, "/api/v1/orgs"), 401).find("expired"), std::string::npos);
  go_on_with(sign_in());
  for (int hour = 0; hour < 11; ++hour) {
    store_.clock().advance_s(3600);
    EXPECT_EQ(send(Method::get, "/api/v1/orgs").status, 200) << hour;
    let_use_be_noted();
  }
  store_.clock().advance_s(3600);
  problem(send(Method::get, "/api/v1/orgs"), 401);
  go_on_with(sign_in());
  EXPECT_EQ(send(Method::del, "/api/v1/session").status, 204);
  problem(send(Method::get, "/api/v1/orgs"), 401);
}

TEST_F(OperatorsTest, ChangesNeedTheTokenOfTheSession) {
  become_operator();
  more_headers_.pop_back();
  const http::Response refused = send(Method::post, "/api/v1/orgs", R"({"id":"globex"})");
  EXPECT_EQ(code_in(refused), "csrf");
  problem(refused, 403);
}

TEST_F(OperatorsTest, WhatTheyDoIsJournalledUnderTheirId) {
  become_operator();
  ASSERT_EQ(send(Method::post, "/api/v1/orgs/acme/tokens/rotate", "{}").status, 201);
  std::string id;
  for (const json::Value& one : items("/api/v1/operators")) {
    id = one.at("name") == "ada" ? std::string(one.at("id").as_string()) : id;
  }
  EXPECT_EQ(journal().back().actor, "operator:" + id);
}

TEST_F(OperatorsTest, InviteListAndRemoveOneAnotherButNotTheLast) {
  become_operator("ada");
  const http::Response invitation = send(Method::post, "/api/v1/operator-links");
  ASSERT_EQ(invitation.status, 201) << invitation.body;
  const std::string url(body_of(invitation).at("url").as_string());
  const std::string base = "https://provost.example/console/setup#";
  ASSERT_TRUE(url.starts_with(base)) << url;
  const json::Array alone = items("/api/v1/operators");
  ASSERT_EQ(alone.size(), 1u);
  const std::string ada(alone[0].at("id").as_string());
  problem(send(Method::del, "/api/v1/operators/" + ada), 409);
  const auto ada_session = more_headers_;
  forget_session();
  go_on_with(redeem(url.substr(base.size()), "bob"));
  EXPECT_EQ(items("/api/v1/operators").size(), 2u);
  EXPECT_EQ(send(Method::del, "/api/v1/operators/" + ada).status, 204);
  problem(send(Method::del, "/api/v1/operators/" + ada), 404);
  more_headers_ = ada_session;
  problem(send(Method::get, "/api/v1/session"), 401);
  forget_session();
  problem(sign_in("ada"), 401);
}

TEST_F(OperatorsTest, WhoseCodesCannotBeCheckedAnyMoreSetThemUpAnew) {
  become_operator();
  set_codes_up();
  SecretKey other_key{};
  other_key.fill(9);
  const identity::Vault other(other_key, store_.random());
  ASSERT_TRUE(store::catalogue_write_and_wait(
                  admin_.session,
                  [&](store::CatalogueWriter& catalogue) -> Result<void> {
                    store::Operator one = *catalogue.operators().find_by_key("ada");
                    one.totp = other.seal("secret", identity::totp_context(one));
                    catalogue.change_operators().update(one);
                    return {};
                  })
                  .has_value());
  const std::string detail = problem(sign_in("ada", password, "000000"), 500);
  EXPECT_NE(detail.find("secrets.key"), std::string::npos) << detail;
  EXPECT_NE(detail.find("provost operator link"), std::string::npos) << detail;
  const http::Response begun =
      send(Method::post, "/api/v1/me/totp", json::write(json::Object{{"password", password}}));
  EXPECT_EQ(begun.status, 201) << begun.body;
}

TEST_F(OperatorsTest, BrowsersAreNamedInTextWhateverBytesTheySend) {
  more_headers_ = {{"User-Agent", "M\xFCller Browser/1.0"}};
  go_on_with(redeem(new_link()));
  more_headers_.push_back({"User-Agent", "M\xFCller Browser/2.0"});
  const auto browser = [&] {
    return std::string(
        items("/api/v1/me/sessions").at(0).at("lastUsed").at("userAgent").as_string());
  };
  EXPECT_EQ(browser(), "M?ller Browser/1.0") << "of the sign-in";
  let_use_be_noted();
  EXPECT_EQ(browser(), "M?ller Browser/2.0") << "of the last request";
}

TEST_F(OperatorsTest, SeeAndEndTheirOwnSessions) {
  become_operator();
  const auto first = more_headers_;
  store_.clock().advance_s(1);  // the older one is identified by its time
  go_on_with(sign_in());
  const json::Array sessions = items("/api/v1/me/sessions");
  ASSERT_EQ(sessions.size(), 2u);
  EXPECT_EQ(sessions[0].at("current"), false);
  EXPECT_EQ(sessions[1].at("current"), true);
  EXPECT_TRUE(sessions[0].at("lastUsed").is_object());
  const std::string id(sessions[0].at("id").as_string());
  EXPECT_EQ(send(Method::del, "/api/v1/me/sessions/" + id).status, 204);
  problem(send(Method::del, "/api/v1/me/sessions/" + id), 404);
  more_headers_ = first;
  problem(send(Method::get, "/api/v1/session"), 401);
}

TEST_F(OperatorsTest, HaveAtMostTwentySessions) {
  become_operator();
  const auto first = more_headers_;
  for (int i = 0; i < 20; ++i) {
    store_.clock().advance_s(1);  // the oldest one is identified by its time
    go_on_with(sign_in());
  }
  EXPECT_EQ(items("/api/v1/me/sessions").size(), 20u);
  more_headers_ = first;
  problem(send(Method::get, "/api/v1/session"), 401);
}

TEST_F(OperatorsTest, ChangeThePasswordWhichEndsOtherSessions) {
  become_operator();
  const auto first = more_headers_;
  go_on_with(sign_in());
  const auto change = [&](std::string_view current, std::string_view wanted) {
    return send(Method::post, "/api/v1/me/password",
                json::write(json::Object{{"current", current}, {"new", wanted}}));
  };
  problem(change(password, "short"), 400);
  EXPECT_EQ(code_in(change("wrong horse battery", "a new long password")), "invalid_credentials");
  const http::Response changed = change(password, "a new long password");
  ASSERT_EQ(changed.status, 204) << changed.body;
  EXPECT_EQ(send(Method::get, "/api/v1/session").status, 200) << "this session goes on";
  more_headers_ = first;
  problem(send(Method::get, "/api/v1/session"), 401);
  forget_session();
  problem(sign_in(), 401);
  EXPECT_EQ(sign_in("ada", "a new long password").status, 200);
}

TEST_F(OperatorsTest, OneTimeCodesAreAskedForOnceTheFirstOneCame) {
  become_operator();
  problem(confirm("123456"), 409);
  const http::Response begun = send(Method::post, "/api/v1/me/totp", R"({"password":"wrong"})");
  EXPECT_EQ(code_in(begun), "invalid_credentials");
  const std::string secret = set_codes_up();
  EXPECT_EQ(body_of(send(Method::get, "/api/v1/session")).at("operator").at("totpEnabled"), true);
  problem(send(Method::post, "/api/v1/me/totp", json::write(json::Object{{"password", password}})),
          409);
  forget_session();
  EXPECT_EQ(code_in(sign_in()), "code_required");
  EXPECT_EQ(code_in(sign_in("ada", password, "000000")), "invalid_credentials");
  EXPECT_EQ(code_in(sign_in("ada", password, code_of(secret))), "invalid_credentials")
      << "it was used to confirm";
  store_.clock().advance_s(30);
  const std::string code = code_of(secret);
  EXPECT_EQ(sign_in("ada", password, code).status, 200);
  EXPECT_EQ(code_in(sign_in("ada", password, code)), "invalid_credentials") << "works once";
}

TEST_F(OperatorsTest, AskingWithoutACodeDoesNotHelpToGuessAtCodes) {
  become_operator();
  set_codes_up();
  forget_session();
  int guesses = 0;
  for (int i = 0; i < 50; ++i) {
    guesses += sign_in("ada", password, "000000").status == 401 ? 1 : 0;
    sign_in();
  }
  EXPECT_LE(guesses, 5);
}

TEST_F(OperatorsTest, OneTimeCodesEndWithACode) {
  become_operator();
  const auto end = [&](const std::string& code) {
    return send(Method::del, "/api/v1/me/totp", json::write(json::Object{{"code", code}}));
  };
  problem(end("123456"), 409);
  const std::string secret = set_codes_up();
  EXPECT_EQ(code_in(end("000000")), "invalid_credentials");
  store_.clock().advance_s(30);
  EXPECT_EQ(end(code_of(secret)).status, 204);
  forget_session();
  EXPECT_EQ(sign_in().status, 200);
}

TEST_F(OperatorsTest, MembersSeeTheirSessionsAndHaveNoPasswordHere) {
  act_as(access::Target::user_human);
  const json::Array sessions = items("/api/v1/me/sessions");
  ASSERT_EQ(sessions.size(), 1u);
  EXPECT_EQ(sessions[0].at("current"), true);
  problem(
      send(Method::post, "/api/v1/me/password", R"({"current":"x","new":"a new long password"})"),
      409);
  problem(send(Method::get, "/api/v1/operators"), 403);
  const std::string id(sessions[0].at("id").as_string());
  EXPECT_EQ(send(Method::del, "/api/v1/me/sessions/" + id).status, 204);
  problem(send(Method::get, "/api/v1/me"), 401);
}

// Another member's or an operator's session looks like one that does not exist.
TEST_F(OperatorsTest, NobodyEndsTheSessionsOfOthersHere) {
  become_operator();
  const std::string mine(items("/api/v1/me/sessions").at(0).at("id").as_string());
  forget_session();
  act_as(access::Target::user_human);
  const std::string theirs(items("/api/v1/me/sessions").at(0).at("id").as_string());
  act_as(access::Target::admin_human);
  for (const std::string& id : {mine, theirs, std::string("unknown")}) {
    problem(send(Method::del, "/api/v1/me/sessions/" + id), 404);
  }
}

}  // namespace
}  // namespace provost::api::admin_api
