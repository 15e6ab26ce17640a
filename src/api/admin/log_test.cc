#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/admin/testing.h"

namespace provost::api::admin_api {
namespace {

using ::testing::HasSubstr;

constexpr const char* log_path = "/api/v1/orgs/acme/provisioning-log";

// SCIM requests of acme, and the log as an operator reads it.
class ProvisioningLog : public ProvisionedFixture {
 protected:
  void provision_user(const std::string& name) {
    provision(http::Method::post, "/Users", R"({"userName":")" + name + R"(","active":true})");
  }
  json::Array items(const std::string& query = "") { return page(query).at("items").as_array(); }
  json::Object page(const std::string& query = "") { return get(log_path + query); }
};

TEST_F(ProvisioningLog, ShowsTheNewestFirstWithItsCauseAndItsFix) {
  provision_user("ada@x.example");
  provision_user("Ada@x.example");
  const json::Array all = items();
  ASSERT_EQ(all.size(), 2U);
  const json::Object& failed = all[0].as_object();
  EXPECT_EQ(failed.at("status"), 409);
  EXPECT_EQ(failed.at("cause").as_object().at("id"), "user_name.taken");
  EXPECT_EQ(failed.at("subject").as_object().at("name"), "Ada@x.example");
  EXPECT_TRUE(failed.at("journal").is_null());
  const json::Object& made = all[1].as_object();
  EXPECT_EQ(made.at("status"), 201);
  EXPECT_TRUE(made.at("cause").is_null());
  EXPECT_GT(made.at("journal").as_object().at("firstSeq").as_int64(), 0);
  EXPECT_EQ(made.at("operation"), "scim.create");
}

TEST_F(ProvisioningLog, FindsWhatIsAskedFor) {
  provision_user("ada@x.example");
  provision_user("ada@x.example");
  provision_user("grace@x.example");
  provision(http::Method::del, "/Users/5b7e0c9e-1f6a-4f3c-9a55-0d6a1c2b3e4f");
  EXPECT_EQ(items("?status=4xx").size(), 2U);
  EXPECT_EQ(items("?status=201").size(), 2U);
  EXPECT_EQ(items("?method=DELETE").size(), 1U);
  EXPECT_EQ(items("?search=GRACE").size(), 1U);
  EXPECT_EQ(items("?search=ada&status=409").size(), 1U);
  EXPECT_EQ(items("?since=2100-01-01T00:00:00Z").size(), 0U);
  EXPECT_EQ(items("?until=2100-01-01T00:00:00Z").size(), 4U);
}

TEST_F(ProvisioningLog, PagesThroughAllOfIt) {
  for (int n = 0; n < 5; ++n) {
    provision_user("user" + std::to_string(n) + "@x.example");
  }
  std::set<std::string> ids;
  std::string query = "?limit=2";
  std::size_t pages = 0;
  for (bool more = true; more; ++pages) {
    const json::Object one = page(query);
    for (const json::Value& item : one.at("items").as_array()) {
      ids.emplace(item.at("id").as_string());
    }
    more = one.at("nextCursor").is_string();
    query = more ? "?limit=2&cursor=" + std::string(one.at("nextCursor").as_string()) : query;
  }
  EXPECT_EQ(pages, 3U);
  EXPECT_EQ(ids.size(), 5U);
}

TEST_F(ProvisioningLog, ShowsOneEntry) {
  provision_user("ada@x.example");
  const json::Value listed = items().at(0);
  const std::string id(listed.at("id").as_string());
  const http::Response response = send(http::Method::get, log_path + ("/" + id));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(json::Value(body_of(response)), listed);
}

TEST_F(ProvisioningLog, AnotherOrganisationsEntryIsLikeOneThatNeverWas) {
  provision_user("ada@x.example");
  const std::string id(items().at(0).at("id").as_string());
  const std::string other = "/api/v1/orgs/globex/provisioning-log";
  EXPECT_EQ(body_of(send(http::Method::get, other)).at("items").as_array().size(), 0U);
  const std::string theirs = problem(send(http::Method::get, other + "/" + id), 404);
  const std::string never = "018f0000-0000-7000-8000-000000000000";
  std::string nobodys = problem(send(http::Method::get, other + "/" + never), 404);
  nobodys.replace(nobodys.find(never), never.size(), id);
  EXPECT_EQ(theirs, nobodys);
  problem(send(http::Method::get, other + "/nonsense"), 404);
}

TEST_F(ProvisioningLog, SaysWhichParameterIsWrong) {
  const std::vector<std::pair<const char*, const char*>> cases{
      {"?status=teapot", "status"}, {"?method=BREW", "method"}, {"?since=monday", "since"},
      {"?until=", "until"},         {"?limit=0", "limit"},      {"?colour=red", "colour"},
  };
  for (const auto& one : cases) {
    EXPECT_THAT(problem(send(http::Method::get, log_path + std::string(one.first)), 400),
                HasSubstr(one.second));
  }
}

}  // namespace
}  // namespace provost::api::admin_api
