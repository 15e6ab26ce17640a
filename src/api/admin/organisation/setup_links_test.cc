#include "identity/setup_links.h"

#include <gmock/gmock.h>

#include "api/admin/testing.h"
#include "base/rfc3339.h"
#include "identity/permissions.h"

// Setup links from a client's view: created, redeemed in a browser without a session, and ended
// while in use (design rules 22 and 29).
namespace provost::api::admin_api {
namespace {

using http::Method;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view links = "/api/v1/orgs/acme/setup-links";
constexpr std::string_view settings_path = "/api/v1/orgs/acme/identity-access";

class SetupLinksTest : public AdminFixture {
 protected:
  struct Made {
    std::string id;
    std::string text;  // the part after # in the URL
  };
  Made make(std::string_view body = R"({"name":"Ada","email":"ada@acme.example"})") {
    const http::Response response = send(Method::post, links, body);
    EXPECT_EQ(response.status, 201) << response.body;
    const std::string url(body_of(response).at("url").as_string());
    EXPECT_TRUE(url.starts_with("https://provost.example/console/setup-link#pvu_")) << url;
    return {std::string(body_of(response).at("id").as_string()), url.substr(url.find('#') + 1)};
  }
  http::Response post_link(std::string_view path, const Made& made,
                           const std::optional<std::string>& name = std::nullopt) {
    json::Object body{{"link", made.text}};
    if (name) {
      body["name"] = *name;
    }
    return send(Method::post, path, json::write(body));
  }
  http::Response check(const Made& made) { return post_link("/api/v1/setup-links/check", made); }
  http::Response redeem(const Made& made, const std::optional<std::string>& name = std::nullopt) {
    return post_link("/api/v1/setup-links/redeem", made, name);
  }
  // Later requests come from the browser that received this answer.
  void go_on_with(const http::Response& response) {
    ASSERT_EQ(response.status, 200) << response.body;
    const std::string set = header(response, "Set-Cookie");
    authorization_.clear();
    more_headers_ = {{"Cookie", set.substr(0, set.find(';'))},
                     {"X-CSRF-Token", std::string(body_of(response).at("csrfToken").as_string())}};
  }
  void go_on_as_operator() {
    more_headers_.clear();
    act_as_operator();
  }
  http::Response set_body_log(bool on) {
    return send(Method::patch, settings_path,
                on ? R"({"logBodies":true})" : R"({"logBodies":false})");
  }
  std::string state_of(const Made& made) {
    const http::Response response = send(Method::get, links);
    EXPECT_EQ(response.status, 200) << response.body;
    EXPECT_THAT(response.body, Not(HasSubstr("pvu_")));
    const json::Object body = body_of(response);
    for (const json::Value& item : body.at("items").as_array()) {
      if (item.at("id") == json::Value(made.id)) {
        return std::string(item.at("state").as_string());
      }
    }
    return "";
  }
  void expect_gone(const http::Response& response, std::string_view code) {
    problem(response, 410);
    EXPECT_EQ(body_of(response).at("code").as_string(), code);
  }
  std::vector<std::string> summaries() {
    const http::Response response = send(Method::get, "/api/v1/orgs/acme/audit-events");
    EXPECT_EQ(response.status, 200) << response.body;
    std::vector<std::string> all;
    const json::Object body = body_of(response);
    for (const json::Value& item : body.at("items").as_array()) {
      all.emplace_back(item.at("summary").as_string());
    }
    return all;
  }
};

TEST_F(SetupLinksTest, AnItContactComesInByALinkAndSetsTheOrganisationUp) {
  const Made made = make();
  EXPECT_EQ(state_of(made), "open");
  authorization_.clear();
  const json::Object seen = body_of(check(made));
  EXPECT_EQ(seen.at("organisation").at("name"), "Acme");
  EXPECT_EQ(seen.at("name"), "Ada");
  const http::Response redeemed = redeem(made);
  EXPECT_THAT(redeemed.body, Not(HasSubstr("pvi_"))) << "the session is in the cookie alone";
  EXPECT_THAT(redeemed.note, Not(HasSubstr("pv")));
  go_on_with(redeemed);
  const json::Object session = body_of(send(Method::get, "/api/v1/session"));
  EXPECT_EQ(session.at("kind"), "contact");
  EXPECT_EQ(session.at("label"), "IT contact");
  EXPECT_EQ(session.at("contact").at("name"), "Ada");
  EXPECT_EQ(session.at("organisation").at("id"), "acme");
  EXPECT_TRUE(session.at("member").is_null());
  const json::Object me = body_of(send(Method::get, "/api/v1/orgs/acme/me"));
  EXPECT_EQ(me.at("kind"), "contact");
  EXPECT_EQ(me.at("contact").at("email"), "ada@acme.example");
  EXPECT_EQ(me.at("permissions").as_array().size(),
            identity::permissions_of(identity::CallerKind::contact).size());

  EXPECT_EQ(send(Method::patch, settings_path, R"({"scimEnabled":true})").status, 200);
  EXPECT_EQ(send(Method::post, "/api/v1/orgs/acme/tokens/rotate", "{}").status, 201);
  EXPECT_EQ(send(Method::get, "/api/v1/orgs/acme/setup-guide").status, 200);
  problem(send(Method::get, "/api/v1/orgs/acme/audit-events"), 403);
  problem(send(Method::get, links), 403);
  problem(send(Method::post, links, "{}"), 403);
  problem(send(Method::patch, "/api/v1/orgs/acme", R"({"name":"Mine"})"), 403);

  go_on_as_operator();
  EXPECT_EQ(state_of(made), "redeemed");
  const std::vector<std::string> all = summaries();
  EXPECT_THAT(all, Contains("IT contact Ada redeemed the setup link and signed in"));
  EXPECT_THAT(all, Contains("IT contact Ada enabled SCIM"));
  EXPECT_THAT(all, Contains(HasSubstr("created a setup link for IT contact Ada")));
}

TEST_F(SetupLinksTest, ALinkThatOpensNothingSaysWhy) {
  const Made used = make();
  const Made revoked = make();
  const Made expired = make(R"({"expiresInSeconds":300})");
  EXPECT_EQ(redeem(used).status, 200);
  EXPECT_EQ(send(Method::del, std::string(links) + '/' + revoked.id).status, 204);
  problem(send(Method::del, std::string(links) + "/nobody"), 404);
  store_.clock().advance_s(300);
  const std::vector<std::pair<Made, const char*>> cases{{used, "link_used"},
                                                        {revoked, "link_revoked"},
                                                        {expired, "link_expired"},
                                                        {{"", "pvu_nonsense"}, "link_unknown"}};
  for (const auto& [link, code] : cases) {
    expect_gone(check(link), code);
    expect_gone(redeem(link), code);
  }
}

// Two browsers have opened the link; one redeems it while the other waits for the writer.
TEST_F(SetupLinksTest, ALinkThatEndsMeanwhileOpensNothing) {
  const Made made = make();
  session_->before_next_write([&] {
    ASSERT_TRUE(identity::revoke_setup_link(admin_, OrgId("acme"), made.id).has_value());
  });
  expect_gone(redeem(made), "link_revoked");
  const Made other = make();
  session_->before_next_write([&] {
    write(OrgId("acme"), [&](store::Writer& writer) -> Result<void> {
      TRY(identity::redeem_setup_link(writer, other.id, "",
                                      {store_.clock().now(), "192.0.2.7", "x"}, store_.random(),
                                      {"contact:" + other.id, {}}));
      return {};
    });
  });
  expect_gone(redeem(other), "link_used");
}

TEST_F(SetupLinksTest, ANamelessContactIsAsked) {
  const Made made = make("{}");
  EXPECT_TRUE(body_of(check(made)).at("name").is_null());
  EXPECT_THAT(problem(redeem(made), 400), HasSubstr("name"));
  EXPECT_EQ(redeem(made, "Bea").status, 200);
  EXPECT_THAT(summaries(), Contains("IT contact Bea redeemed the setup link and signed in"));
}

// What ends a session at once, for the next request and for one that waits for the writer.
TEST_F(SetupLinksTest, ASessionEndsUnderwayWhateverEndsIt) {
  struct Case {
    std::function<void(const Made&)> meanwhile;
    int status;
  };
  const OrgId acme("acme");
  const std::vector<Case> cases{
      {[&](const Made& made) {
         ASSERT_TRUE(identity::revoke_setup_link(admin_, acme, made.id).has_value());
       },
       401},
      {[&](const Made&) { store_.clock().advance_s(std::int64_t{7} * 86400); }, 401},
      {[&](const Made&) {
         ASSERT_TRUE(admin::set_organisation(admin_, acme, {"suspended=true"}, false).has_value());
       },
       403}};
  for (const Case& c : cases) {
    const Made made = make();
    go_on_with(redeem(made));
    ASSERT_EQ(set_body_log(true).status, 200);
    std::size_t before = 0;
    session_->before_next_write([&] {
      c.meanwhile(made);
      before = journal().size();
    });
    problem(set_body_log(false), c.status);
    problem(send(Method::get, settings_path), c.status);
    EXPECT_EQ(journal().size(), before) << "nothing of the contact's was written";
    go_on_as_operator();
    ASSERT_EQ(set_body_log(false).status, 200);
  }
}

TEST_F(SetupLinksTest, ASessionEndsWithItsOrganisationAndSeesNoOther) {
  ASSERT_TRUE(admin::create_organisation(admin_, OrgId("other"), {.name = "Other"}).has_value());
  go_on_with(redeem(make()));
  problem(send(Method::get, "/api/v1/orgs/other/identity-access"), 404);
  ASSERT_TRUE(admin::delete_organisation(admin_, OrgId("acme")).has_value());
  ASSERT_TRUE(admin::create_organisation(admin_, OrgId("acme"), {.name = "Acme"}).has_value());
  problem(send(Method::get, settings_path), 401);
}

TEST_F(SetupLinksTest, SigningOutEndsTheLinkForGood) {
  const Made made = make();
  go_on_with(redeem(made));
  const http::Response sessions = send(Method::get, "/api/v1/me/sessions");
  EXPECT_EQ(body_of(sessions).at("items").as_array().size(), 1u);
  problem(send(Method::del, "/api/v1/me/sessions/another"), 404);
  EXPECT_EQ(send(Method::del, "/api/v1/session").status, 204);
  EXPECT_THAT(problem(send(Method::get, settings_path), 401), HasSubstr("signed out"));
  go_on_as_operator();
  EXPECT_EQ(state_of(made), "signedOut");
  EXPECT_THAT(summaries(), Contains("IT contact Ada signed out; 1 session ended"));
}

TEST_F(SetupLinksTest, ASecretIsShownOnceAlsoWhenTheRequestIsRepeated) {
  more_headers_ = {{"Idempotency-Key", "k1"}};
  const http::Response first = send(Method::post, links, "{}");
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(header(first, "Cache-Control"), "no-store");
  const http::Response second = send(Method::post, links, "{}");
  problem(second, 409);
  EXPECT_EQ(body_of(second).at("id"), body_of(first).at("id"));
  EXPECT_THAT(second.body, Not(HasSubstr("pvu_")));
}

TEST_F(SetupLinksTest, AnAdminMakesAndRevokesLinksOfTheirOwnOrganisation) {
  ASSERT_TRUE(admin::create_organisation(admin_, OrgId("other"), {.name = "Other"}).has_value());
  act_as(access::Target::admin_human);
  const Made made = make();
  problem(send(Method::post, "/api/v1/orgs/other/setup-links", "{}"), 404);
  EXPECT_EQ(send(Method::del, std::string(links) + '/' + made.id).status, 204);
  EXPECT_EQ(state_of(made), "revoked");
  act_as(access::Target::admin_service);
  EXPECT_EQ(send(Method::get, links).status, 200);
  problem(send(Method::post, links, "{}"), 403);
}

TEST_F(SetupLinksTest, WhatIsWrongIsNamed) {
  const auto refusal = [&](std::string_view body) {
    return problem(send(Method::post, links, body), 400);
  };
  EXPECT_THAT(refusal(R"({"email":"nobody"})"), HasSubstr("email"));
  EXPECT_THAT(refusal(R"({"returnUrl":"ftp://x"})"), HasSubstr("returnUrl"));
  EXPECT_THAT(refusal(R"({"expiresInSeconds":299})"), HasSubstr("expiresInSeconds"));
  EXPECT_THAT(refusal(R"({"role":"admin"})"), HasSubstr("role"));
}

// A page of another site cannot make a browser redeem a link.
TEST_F(SetupLinksTest, AnotherSitesPageRedeemsNothing) {
  const Made made = make();
  more_headers_ = {{"Sec-Fetch-Site", "cross-site"}};
  problem(redeem(made), 403);
  more_headers_.clear();
  EXPECT_EQ(redeem(made).status, 200);
}

TEST_F(SetupLinksTest, UseOfAContactSessionIsListed) {
  const Made made = make();
  go_on_with(redeem(made));
  store_.clock().advance_s(60);
  EXPECT_EQ(send(Method::get, settings_path).status, 200);
  usage_.flush(*session_);
  go_on_as_operator();
  ASSERT_EQ(set_body_log(true).status, 200);  // written after it
  const json::Object list = body_of(send(Method::get, links));
  const json::Object& item = list.at("items").as_array().front().as_object();
  EXPECT_EQ(item.at("lastUsed").at("at").as_string(), to_rfc3339(store_.clock().now()));
}

}  // namespace
}  // namespace provost::api::admin_api
