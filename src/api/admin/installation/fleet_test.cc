#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "admin/chores/health_rounds.h"
#include "api/admin/testing.h"

namespace provost::api::admin_api {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// acme works, globex has not begun; the list as seen by an operator who looks for trouble.
class FleetApi : public ProvisionedFixture {
 protected:
  // Like the server's chore.
  void look() {
    log_.flush();
    while (rounds_.step().value()) {
    }
  }
  std::vector<std::string> ids(const std::string& query) {
    std::vector<std::string> ids;
    const json::Object page = get("/api/v1/orgs?" + query);
    for (const json::Value& item : page.at("items").as_array()) {
      ids.emplace_back(item.at("id").as_string());
    }
    return ids;
  }
  json::Value health(const std::string& org) { return get("/api/v1/orgs/" + org).at("health"); }

  admin::HealthRounds rounds_{admin_, log_, facts_.board};
};

TEST_F(FleetApi, AnOrganisationThatWasNotLookedAtSaysSo) {
  EXPECT_TRUE(health("acme").is_null());
  EXPECT_EQ(get("/api/v1/overview").at("notChecked"), 2);
  look();
  EXPECT_EQ(health("globex").at("worst").at("type"), "setup_unfinished");
  EXPECT_EQ(get("/api/v1/overview").at("notChecked"), 0);
  EXPECT_EQ(get("/api/v1/overview").at("settingUp"), 2);
}

TEST_F(FleetApi, RefusedCreatesAndAWrongTokenAreFailing) {
  for (int n = 0; n < 4; ++n) {
    provision(http::Method::post, "/Users", R"({"userName":"no address","active":true})");
  }
  ASSERT_TRUE(admin::set_scim_enabled(admin_, OrgId("globex"), true).has_value());
  authorization_ = "Bearer wrong";
  send(http::Method::get, "/globex/scim/v2/Users");
  authorization_ = "Bearer " + key_.text;
  look();
  EXPECT_THAT(ids("health=failing&sort=failures"), ElementsAre("acme", "globex"));
  EXPECT_THAT(ids("health=attention&search=GLOB"), ElementsAre("globex"));
  EXPECT_THAT(ids("health=quiet"), IsEmpty());
  EXPECT_EQ(health("acme").at("failures24h"), 4);
  EXPECT_EQ(health("globex").at("worst").at("type"), "requests_refused");
  EXPECT_EQ(health("globex").at("lastContactRefused"), true);
  EXPECT_TRUE(get("/api/v1/orgs/globex").at("lastContact").is_null());
  const json::Object totals = get("/api/v1/overview");
  EXPECT_EQ(totals.at("failing"), 2);
  EXPECT_EQ(totals.at("failures24h"), 4);
  EXPECT_EQ(totals.at("refusals24h"), 1);
}

// The list comes from the store: changes by operators need no health round.
TEST_F(FleetApi, WhatIsSuspendedRenamedMadeOrDeletedIsSoAtOnce) {
  look();
  EXPECT_THAT(ids("sort=name"), ElementsAre("acme", "globex"));
  send(http::Method::patch, "/api/v1/orgs/acme", R"({"suspended":true})");
  EXPECT_THAT(ids("health=suspended"), ElementsAre("acme"));
  EXPECT_EQ(get("/api/v1/overview").at("suspended"), 1);
  send(http::Method::post, "/api/v1/orgs", R"({"id":"aardvark"})");
  EXPECT_THAT(ids("sort=name"), ElementsAre("aardvark", "acme", "globex"));
  send(http::Method::patch, "/api/v1/orgs/acme", R"({"name":"Zebra"})");
  EXPECT_THAT(ids("sort=name"), ElementsAre("aardvark", "globex", "acme"));
  send(http::Method::del, "/api/v1/orgs/globex");
  EXPECT_THAT(ids("sort=health"), ElementsAre("aardvark", "acme"));
}

TEST_F(FleetApi, PagesOfASortedListGoOn) {
  for (const char* id : {"b1", "b2", "b3"}) {
    send(http::Method::post, "/api/v1/orgs", fmt::format(R"({{"id":"{}"}})", id));
  }
  const json::Object first = get("/api/v1/orgs?sort=-name&limit=2");
  const std::string cursor(first.at("nextCursor").as_string());
  EXPECT_THAT(ids("sort=-name&limit=2&cursor=" + cursor), ElementsAre("b2", "b1"));
  problem(send(http::Method::get, "/api/v1/orgs?sort=name&limit=2&cursor=" + cursor), 400);
}

TEST_F(FleetApi, WhatIsShownIsLookedAtSoon) {
  look();
  store_.clock().advance_s(10);
  ids("sort=health&search=acme");
  look();
  EXPECT_EQ(
      facts_.board.find(identity::find_organisation(admin_, OrgId("acme")).value().key)->as_of,
      store_.clock().now());
}

TEST_F(FleetApi, OtherOrdersAndFiltersAreRefused) {
  EXPECT_EQ(problem(send(http::Method::get, "/api/v1/orgs?health=well"), 400),
            "health is attention, failing, quiet or suspended");
  problem(send(http::Method::get, "/api/v1/orgs?sort=users"), 400);
}

}  // namespace
}  // namespace provost::api::admin_api
