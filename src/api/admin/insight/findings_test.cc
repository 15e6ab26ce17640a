#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/admin/testing.h"

namespace provost::api::admin_api {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

// The answers of the routes /findings and /stats after SCIM requests.
class FindingsApi : public ProvisionedFixture {
 protected:
  void provision_user(const std::string& name, const std::string& external_id) {
    provision(
        http::Method::post, "/Users",
        R"({"userName":")" + name + R"(","active":true,"externalId":")" + external_id + R"("})");
  }
  std::vector<std::string> types(const std::string& org = "acme") {
    std::vector<std::string> types;
    const json::Object page = get("/api/v1/orgs/" + org + "/findings");
    for (const json::Value& item : page.at("items").as_array()) {
      types.emplace_back(item.at("type").as_string());
    }
    return types;
  }
};

TEST_F(FindingsApi, SayWhatIsWrongUntilItIsNot) {
  provision(http::Method::get, "/Users");
  EXPECT_THAT(types(), Contains("nobody_arrived"));
  provision_user("ada@x.example", "5b7e0c9e-1f6a-4f3c-9a55-0d6a1c2b3e4f");
  EXPECT_THAT(types(), Not(Contains("nobody_arrived")));
  EXPECT_THAT(types(), Not(Contains("external_id_shared")));
  provision_user("grace@x.example", "5b7e0c9e-1f6a-4f3c-9a55-0d6a1c2b3e4f");
  EXPECT_THAT(types(), Contains("external_id_shared"));
  provision_user("alan@x.example", "alan");
  EXPECT_THAT(types(), Contains("external_id_not_object_id"));
  for (int n = 0; n < 3; ++n) {
    EXPECT_THAT(types(), Not(Contains("object_failing")));
    provision_user("Ada@x.example", "x");
  }
  EXPECT_THAT(types(), Contains("object_failing"));
}

TEST_F(FindingsApi, PageThroughAll) {
  provision(http::Method::post, "/Users",
            R"({"userName":"ada@x.example","active":true,"title":"T","displayName":"A"})");
  const json::Object first = get("/api/v1/orgs/acme/findings?limit=1");
  ASSERT_EQ(first.at("items").as_array().size(), 1U);
  ASSERT_TRUE(first.at("nextCursor").is_string());
  const json::Object second = get("/api/v1/orgs/acme/findings?limit=1&cursor=" +
                                  std::string(first.at("nextCursor").as_string()));
  ASSERT_EQ(second.at("items").as_array().size(), 1U);
  EXPECT_NE(first.at("items"), second.at("items"));
  EXPECT_TRUE(second.at("nextCursor").is_null());
}

TEST_F(FindingsApi, AnotherOrganisationSeesNothingOfThem) {
  provision_user("alan@x.example", "alan");
  EXPECT_FALSE(types().empty());
  EXPECT_THAT(types("globex"), ElementsAre("setup_unfinished")) << "it has done nothing yet";
  const json::Object stats = get("/api/v1/orgs/globex/stats");
  EXPECT_EQ(stats.at("users").as_object().at("total"), 0);
  EXPECT_TRUE(stats.at("lastContact").is_null());
  problem(send(http::Method::get, "/api/v1/orgs/nobody/findings"), 404);
  problem(send(http::Method::get, "/api/v1/orgs/nobody/stats"), 404);
}

TEST_F(FindingsApi, StatsCountPeopleAndRequests) {
  provision_user("ada@x.example", "a-1");
  provision_user("ada@x.example", "a-1");
  provision(http::Method::post, "/Users", R"({"userName":"b@x.example","active":false})");
  provision(http::Method::get, "/Users");
  const json::Object stats = get("/api/v1/orgs/acme/stats");
  EXPECT_EQ(stats.at("users"), (json::Value{{"total", 2}, {"active", 1}, {"inactive", 1}}));
  EXPECT_EQ(stats.at("withoutAccess"), 1);
  std::int64_t people = 0;
  for (const json::Value& one : stats.at("access").as_array()) {
    people += one.at("count").to_number<std::int64_t>();
  }
  EXPECT_EQ(people, 1);
  const json::Value& hour = stats.at("hours").as_array().back();
  EXPECT_EQ(hour.at("requests"), 4);
  EXPECT_EQ(hour.at("failures"), 1);
  EXPECT_TRUE(stats.at("lastContact").is_string());
}

TEST_F(FindingsApi, OneIsDismissedForAWeekAndComesBackWhenItGetsWorse) {
  provision_user("alan@x.example", "alan");
  const std::string path = "/api/v1/orgs/acme/findings/external_id_not_object_id/dismissal";
  log_.flush();
  const json::Object dismissed = body_of(send(http::Method::post, path));
  EXPECT_EQ(dismissed.at("dismissal").at("byDisplay"), "Operator (key)");
  EXPECT_THAT(types(), Not(Contains("external_id_not_object_id")));
  const json::Object page = get("/api/v1/orgs/acme/findings");
  ASSERT_EQ(page.at("dismissed").as_array().size(), 1U);
  EXPECT_EQ(page.at("dismissed").as_array()[0].at("id"), "external_id_not_object_id");
  EXPECT_EQ(journal().back().type, "finding.dismissed");
  provision_user("bob@x.example", "bob");
  EXPECT_THAT(types(), Contains("external_id_not_object_id")) << "one more person";
  send(http::Method::post, path);
  EXPECT_THAT(types(), Not(Contains("external_id_not_object_id")));
  store_.clock().advance_s(6 * 24 * 3600);
  EXPECT_THAT(types(), Not(Contains("external_id_not_object_id")));
}

TEST_F(FindingsApi, ADismissalIsUndone) {
  provision(http::Method::get, "/Users");
  const std::string path = "/api/v1/orgs/acme/findings/nobody_arrived/dismissal";
  log_.flush();
  problem(send(http::Method::del, path), 404);
  EXPECT_EQ(send(http::Method::post, path).status, 200);
  EXPECT_THAT(types(), Not(Contains("nobody_arrived")));
  EXPECT_EQ(send(http::Method::del, path).status, 204);
  EXPECT_THAT(types(), Contains("nobody_arrived"));
  EXPECT_EQ(journal().back().type, "finding.restored");
  problem(send(http::Method::post, "/api/v1/orgs/acme/findings/no_such/dismissal"), 404);
  EXPECT_EQ(send(http::Method::post, path).status, 200);
  store_.clock().advance_s(7 * 24 * 3600);
  problem(send(http::Method::del, path), 404);
}

TEST_F(FindingsApi, AnotherOrganisationsDismissalsAreItsOwn) {
  EXPECT_EQ(
      send(http::Method::post, "/api/v1/orgs/globex/findings/setup_unfinished/dismissal").status,
      200);
  EXPECT_THAT(types("globex"), ElementsAre());
  EXPECT_THAT(types("acme"), ElementsAre("setup_unfinished"));
}

}  // namespace
}  // namespace provost::api::admin_api
