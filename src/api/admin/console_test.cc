#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/admin/testing.h"
#include "api/scim/call_log.h"
#include "base/version.h"
#include "identity/permissions.h"

// What the console shows apart from the organisation's own data.
namespace provost::api::admin_api {
namespace {

using access::Target;
using ::testing::HasSubstr;

class ConsoleFacts : public AdminFixture {
 protected:
  json::Object get(std::string_view path) {
    const http::Response response = send(http::Method::get, path);
    EXPECT_EQ(response.status, 200) << response.body;
    return body_of(response);
  }
};

TEST_F(ConsoleFacts, ThePermissionTableIsThatOfTheCode) {
  act_as(Target::user_service);
  const json::Object table = get("/api/v1/permissions");
  const json::Array& callers = table.at("callers").as_array();
  ASSERT_EQ(callers.size(), identity::caller_kinds.size());
  EXPECT_EQ(callers[1], (json::Value{{"kind", "admin_human"}, {"label", "Admin (Human)"}}));
  const json::Array& permissions = table.at("permissions").as_array();
  ASSERT_EQ(permissions.size(), identity::all_permissions().size());
  for (const json::Value& one : permissions) {
    EXPECT_EQ(one.at("grants").at("operator"), "yes") << one.at("name");
    EXPECT_FALSE(one.at("description").as_string().empty()) << one.at("name");
    if (one.at("name") == "read_sessions") {
      EXPECT_EQ(one.at("grants").at("user_human"), "own");
      EXPECT_EQ(one.at("grants").at("user_service"), "no");
    }
  }
}

TEST_F(ConsoleFacts, TheSystemIsForOperators) {
  add_member("ada@x.example", Target::user_human);
  store_.clock().advance_s(75);
  const json::Object system = get("/api/v1/system");
  EXPECT_EQ(system.at("version").as_string(), version);
  EXPECT_EQ(system.at("uptimeSeconds"), 75);
  EXPECT_EQ(system.at("organisations"), 1);
  EXPECT_EQ(system.at("users"), 1);
  EXPECT_EQ(system.at("groups"), 0);
  const json::Object& store = system.at("store").as_object();
  EXPECT_EQ(store.at("kind"), "sqlite");
  EXPECT_EQ(store.at("writable"), true);
  EXPECT_TRUE(store.at("problem").is_null());
  EXPECT_GT(store.at("databaseBytes").to_number<int>(), 0);
  EXPECT_GT(store.at("logBytes").to_number<int>(), 0);
  act_as(Target::admin_human);
  EXPECT_THAT(problem(send(http::Method::get, "/api/v1/system"), 403),
              HasSubstr("read the state of the system"));
}

TEST_F(ConsoleFacts, OrganisationsAreFoundByNameWithTheirFigures) {
  ASSERT_TRUE(admin::create_organisation(admin_, OrgId("globex"), {.name = "Globex"}).has_value());
  add_member(OrgId("globex"), "ada@x.example", Target::user_human);
  const auto key = identity::find_organisation(admin_, OrgId("globex")).value().key;
  log::Entry entry;
  entry.time = store_.clock().now();
  entry.token_id = "t1";
  entry.method = "POST";
  entry.status = 201;
  log_.note(key, entry);
  log_.flush();
  const json::Object page = get("/api/v1/orgs?search=GLOB");
  ASSERT_EQ(page.at("items").as_array().size(), 1U);
  const json::Value& item = page.at("items").as_array()[0];
  EXPECT_EQ(item.at("id"), "globex");
  EXPECT_EQ(item.at("userCount"), 1);
  EXPECT_EQ(item.at("groupCount"), 0);
  EXPECT_EQ(item.at("suspended"), false);
  EXPECT_FALSE(item.at("lastContact").is_null());
  EXPECT_TRUE(
      get("/api/v1/orgs?search=acme").at("items").as_array()[0].at("lastContact").is_null());
}

class Suspension : public ConsoleFacts {
 protected:
  http::Response suspend(bool value) {
    return send(http::Method::patch, "/api/v1/orgs/acme",
                value ? R"({"suspended":true})" : R"({"suspended":false})");
  }
};

TEST_F(Suspension, KeepsMembersOutAndLetsOperatorsGoOn) {
  add_member("ada@x.example", Target::user_human);
  ASSERT_EQ(body_of(suspend(true)).at("suspended"), true);
  store_.clock().advance_s(1);
  EXPECT_EQ(get("/api/v1/orgs/acme/members").at("items").as_array().size(), 1U);
  act_as(Target::admin_human);
  for (const char* path : {"/api/v1/orgs/acme/members", "/api/v1/me", "/api/v1/orgs/acme",
                           "/api/v1/orgs/globex", "/api/v1/me/sessions"}) {
    EXPECT_THAT(problem(send(http::Method::get, path), 403), HasSubstr("suspended")) << path;
  }
  act_as_operator();
  ASSERT_EQ(suspend(false).status, 200);
  store_.clock().advance_s(1);
  act_as(Target::admin_human);
  EXPECT_EQ(send(http::Method::get, "/api/v1/orgs/acme/members").status, 200);
}

TEST_F(Suspension, StopsASessionAtOnceAndOnlyForAsLong) {
  act_as(Target::admin_human);
  const std::string session = std::exchange(authorization_, "").substr(7);
  const std::vector<std::pair<std::string, std::string>> browser{
      {"Cookie", "__Host-provost_session=" + session}};
  const auto read_session = [&] {
    authorization_.clear();
    more_headers_ = browser;
    http::Response response = send(http::Method::get, "/api/v1/session");
    more_headers_.clear();
    act_as_operator();
    return response;
  };
  ASSERT_EQ(read_session().status, 200);
  ASSERT_EQ(suspend(true).status, 200);
  EXPECT_THAT(problem(read_session(), 403), HasSubstr("suspended")) << "no cache is asked";
  EXPECT_EQ(send(http::Method::get, "/api/v1/orgs/acme/members").status, 200);
  ASSERT_EQ(suspend(false).status, 200);
  EXPECT_EQ(read_session().status, 200);
}

TEST_F(Suspension, IsForOperatorsAndInTheJournal) {
  act_as(Target::admin_human);
  EXPECT_THAT(problem(suspend(true), 403), HasSubstr("suspend"));
  act_as_operator();
  ASSERT_EQ(suspend(true).status, 200);
  ASSERT_EQ(suspend(true).status, 200);
  EXPECT_EQ(journal().back().type, "organisation.suspended");
  ASSERT_EQ(suspend(false).status, 200);
  EXPECT_EQ(journal().back().type, "organisation.resumed");
  int entries = 0;
  for (const store::JournalEntry& entry : journal()) {
    entries += entry.type == "organisation.suspended" ? 1 : 0;
  }
  EXPECT_EQ(entries, 1);
}

class SetupGuide : public ProvisionedFixture {
 protected:
  json::Object guide(const std::string& org = "acme") {
    return get("/api/v1/orgs/" + org + "/setup-guide");
  }
  http::Response change(std::string_view body) {
    return send(http::Method::patch, "/api/v1/orgs/acme/setup-guide", body);
  }
};

TEST_F(SetupGuide, TicksOffWhatHappens) {
  json::Object facts = guide();
  EXPECT_EQ(facts.at("scimEnabled"), true);
  EXPECT_EQ(facts.at("liveTokens"), 1);
  for (const char* name : {"provider", "firstRequest", "testConnection", "firstUser", "mappedAt",
                           "externalIdWarning"}) {
    EXPECT_TRUE(facts.at(name).is_null()) << name;
  }
  provision(http::Method::get, "/Users?filter=userName+eq+%225b7e0c9e-1f6a-4f3c%22");
  facts = guide();
  EXPECT_TRUE(facts.at("firstRequest").at("time").is_string());
  EXPECT_TRUE(facts.at("testConnection").at("time").is_string());
  EXPECT_TRUE(facts.at("firstUser").is_null());
  provision(http::Method::post, "/Users",
            R"({"userName":"ada@x.example","active":true,"externalId":"ada","title":"T"})");
  provision(http::Method::post, "/Groups", R"({"displayName":"Admins"})");
  facts = guide();
  EXPECT_TRUE(facts.at("firstUser").at("time").is_string());
  EXPECT_EQ(facts.at("userCount"), 1);
  EXPECT_EQ(facts.at("groupCount"), 1);
  EXPECT_EQ(facts.at("mappedGroupCount"), 0);
  EXPECT_EQ(facts.at("externalIdWarning").at("count"), 1);
  EXPECT_EQ(facts.at("externalIdWarning").at("example").at("userName"), "ada@x.example");
  EXPECT_EQ(facts.at("externalIdWarning").at("example").at("externalId"), "ada");
  EXPECT_EQ(facts.at("extraAttributes"), (json::Value{"title"}));
  EXPECT_TRUE(guide("globex").at("firstRequest").is_null());
}

TEST_F(SetupGuide, KnowsTheWaysInWhichAConnectionIsTriedOut) {
  const auto ticks = [&](const char* path) {
    provision(http::Method::get, path);
    return !guide().at("testConnection").is_null();
  };
  EXPECT_FALSE(ticks("/Users"));
  EXPECT_FALSE(ticks("/Users?filter=nonsense"));
  authorization_ = "Bearer nonsense";
  send(http::Method::get, "/acme/scim/v2/ServiceProviderConfig");
  act_as_operator();
  EXPECT_TRUE(guide().at("testConnection").is_null());
  EXPECT_TRUE(ticks("/ServiceProviderConfig"));
}

TEST_F(SetupGuide, SaysWhatGoesWrongNow) {
  EXPECT_TRUE(guide().at("trouble").is_null());
  authorization_ = "Bearer pvt_wrong";
  send(http::Method::get, "/acme/scim/v2/Users");
  act_as_operator();
  EXPECT_EQ(guide().at("trouble").at("cause"), "token.refused");
  provision(http::Method::get, "/Users");
  EXPECT_TRUE(guide().at("trouble").is_null()) << "one has gone through since";
  store_.clock().advance_s(1);
  provision(http::Method::get, "/Uzers");
  EXPECT_EQ(guide().at("trouble").at("cause"), "path.unknown");
  EXPECT_TRUE(guide("globex").at("trouble").is_null());
}

TEST_F(SetupGuide, SaysWhoIsRefusedAndWhyUntilTheyGoThrough) {
  const auto create = [&](const std::string& name, const std::string& more) {
    provision(http::Method::post, "/Users", R"({"userName":")" + name + '"' + more + '}');
  };
  create("ada", R"(,"active":true)");
  create("bob", R"(,"active":true)");
  const json::Object facts = guide();
  const json::Array& refused = facts.at("refused").as_array();
  ASSERT_EQ(refused.size(), 1U);
  EXPECT_EQ(refused[0].at("count"), 2);
  EXPECT_EQ(refused[0].at("names"), "ada and bob");
  EXPECT_THAT(std::string(refused[0].at("detail").as_string()), HasSubstr("e-mail address"));
  EXPECT_EQ(facts.at("provisionedUserCount"), 0);
}

TEST_F(SetupGuide, WhatWasPutRightIsNoLongerSent) {
  provision(http::Method::post, "/Users",
            R"({"userName":"ada@x.example","active":true,"title":"T"})");
  EXPECT_EQ(guide().at("extraAttributes"), (json::Value{"title"}));
  store_.clock().advance_s(1);
  provision(http::Method::post, "/Users", R"({"userName":"bob@x.example","active":true})");
  EXPECT_EQ(guide().at("extraAttributes"), json::Array());
  EXPECT_EQ(guide().at("removedAttributes"), (json::Value{"title"}));
}

TEST_F(SetupGuide, KeepsWhatTheAdminSays) {
  EXPECT_EQ(body_of(change(R"({"provider":"entra","usersOnly":true})")).at("provider"), "entra");
  EXPECT_EQ(guide().at("usersOnly"), true);
  EXPECT_EQ(body_of(change(R"({"provider":null})")).at("usersOnly"), true);
  EXPECT_TRUE(guide().at("provider").is_null());
  EXPECT_THAT(problem(change(R"({"provider":"oracle"})"), 400), HasSubstr("entra, okta"));
  problem(change(R"({"liveTokens":1})"), 400);
  EXPECT_EQ(journal().back().type, "organisation.settings_changed");
}

TEST_F(SetupGuide, SomebodyInvitedByHandIsNoFirstUser) {
  const ResourceId invited = add_member("ada@x.example", Target::user_human);
  write(OrgId("acme"), [&](store::Writer& writer) -> Result<void> {
    writer.change_access().save_direct_access(
        {.user = invited, .target = Target::user_human, .at = {}, .by = "test"});
    return {};
  });
  EXPECT_TRUE(guide().at("firstUser").is_null());
  EXPECT_EQ(guide().at("userCount"), 1);
  EXPECT_EQ(guide().at("provisionedUserCount"), 0);
  add_member("grace@x.example", std::nullopt);
  EXPECT_FALSE(guide().at("firstUser").is_null());
}

TEST_F(SetupGuide, SomebodyInvitedByHandIsNotProvisionedOnceTheirAccessEnds) {
  send(http::Method::patch, "/api/v1/orgs/acme/identity-access", R"({"scimEnabled":false})");
  const json::Object ada =
      body_of(send(http::Method::post, "/api/v1/orgs/acme/members",
                   R"({"userName":"ada@x.example","role":"user","identityType":"human"})"));
  const std::string at = "/api/v1/orgs/acme/members/" + std::string(ada.at("id").as_string());
  EXPECT_EQ(guide().at("provisionedUserCount"), 0);
  EXPECT_EQ(send(http::Method::del, at + "/direct-access").status, 204);
  EXPECT_EQ(guide().at("userCount"), 1);
  EXPECT_EQ(guide().at("provisionedUserCount"), 0);
  EXPECT_TRUE(guide().at("firstUser").is_null());
}

TEST_F(SetupGuide, StatsHistoryEndsWithThePresent) {
  provision(http::Method::post, "/Users", R"({"userName":"ada@x.example","active":true})");
  provision(http::Method::post, "/Users", R"({"userName":"ada@x.example","active":true})");
  const json::Object history = get("/api/v1/orgs/acme/stats/history?range=7d");
  EXPECT_EQ(history.at("range"), "7d");
  const json::Array& points = history.at("points").as_array();
  ASSERT_EQ(points.size(), 28U);
  EXPECT_EQ(points.back().at("requests"), 2);
  EXPECT_EQ(points.back().at("failures"), 1);
  EXPECT_EQ(points.back().at("activeUsers"), 1);
  EXPECT_TRUE(points.front().at("activeUsers").is_null());
  EXPECT_EQ(get("/api/v1/orgs/globex/stats/history").at("points").as_array().back().at("requests"),
            0);
  EXPECT_THAT(problem(send(http::Method::get, "/api/v1/orgs/acme/stats/history?range=1y"), 400),
              HasSubstr("24h"));
}

TEST_F(SetupGuide, RequestsOfASuspendedOrganisationAreRefusedWithTheCause) {
  ASSERT_EQ(send(http::Method::patch, "/api/v1/orgs/acme", R"({"suspended":true})").status, 200);
  store_.clock().advance_s(1);
  provision(http::Method::get, "/Users");
  const json::Object page = get("/api/v1/orgs/acme/provisioning-log");
  const json::Value& entry = page.at("items").as_array().at(0);
  EXPECT_EQ(entry.at("status"), 403);
  EXPECT_EQ(entry.at("cause").at("id"), "organisation.suspended");
}

TEST_F(SetupGuide, WhatHttpRefusesIsInTheLog) {
  http::Request request;
  request.method = http::Method::post;
  request.method_text = "POST";
  request.path = "/acme/scim/v2/Users";
  request.peer_address = "192.0.2.7";
  const Timestamp now = store_.clock().now();
  scim_api::log_unread(directory_, log_, &request, 413, "the body is too large", now);
  scim_api::log_unread(directory_, log_, &request, 413, "the body is too large", now);
  scim_api::log_unread(directory_, log_, nullptr, 408, "too slow", now);
  const json::Object page = get("/api/v1/orgs/acme/provisioning-log");
  ASSERT_EQ(page.at("items").as_array().size(), 1U);
  const json::Value& entry = page.at("items").as_array().at(0);
  EXPECT_EQ(entry.at("kind"), "refusals");
  EXPECT_EQ(entry.at("count"), 2);
  EXPECT_EQ(entry.at("status"), 413);
  EXPECT_EQ(entry.at("cause").at("id"), "body.too_large");
  EXPECT_TRUE(entry.at("tokenId").is_null());
}

}  // namespace
}  // namespace provost::api::admin_api
