#include "identity/tokens.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/admin/testing.h"
#include "base/rfc3339.h"

namespace provost::api::admin_api {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr const char* tokens_path = "/api/v1/orgs/acme/tokens";
constexpr const char* rotate_path = "/api/v1/orgs/acme/tokens/rotate";

class TokenApi : public AdminFixture {
 protected:
  json::Object rotate(std::string_view body = {}) {
    store_.clock().advance_s(1);
    const http::Response made = send(http::Method::post, rotate_path, body);
    EXPECT_EQ(made.status, 201) << made.body;
    return body_of(made);
  }
  json::Array list() {
    return body_of(send(http::Method::get, tokens_path)).at("items").as_array();
  }
};

TEST_F(TokenApi, ATokenIsShownOnceAndOpensTheTenantUrl) {
  ASSERT_TRUE(admin::set_scim_enabled(admin_, OrgId("acme"), true).has_value());
  const json::Object made = rotate();
  const std::string text(made.at("token").as_string());
  EXPECT_THAT(text, StartsWith("pvt_"));
  EXPECT_TRUE(made.at("expires").is_null());
  EXPECT_THAT(send(http::Method::get, tokens_path).body, Not(HasSubstr(text)));
  authorization_ = "Bearer " + text;
  EXPECT_EQ(send(http::Method::get, "/acme/scim/v2/Users").status, 200);
}

TEST_F(TokenApi, RotationSetsTheOverlapAndTheLife) {  // design §2.2
  rotate(R"({"expiresInSeconds":3600})");
  rotate(R"({"overlapSeconds":60})");
  rotate();
  const json::Array tokens = list();
  ASSERT_EQ(tokens.size(), 3u);
  EXPECT_TRUE(tokens[0].at("expires").is_null());
  EXPECT_EQ(tokens[0].at("live"), true);
  EXPECT_EQ(tokens[0].at("state"), "current");
  EXPECT_EQ(tokens[1].at("state"), "retiring");
  const auto now = store_.clock().now();
  EXPECT_EQ(tokens[1].at("expires").as_string(), to_rfc3339(now.plus_s(24 * 3600)))
      << "a day unless said";
  EXPECT_EQ(tokens[2].at("expires").as_string(), to_rfc3339(now.plus_s(-1 + 60)));
  rotate(R"({"overlapSeconds":0})");
  EXPECT_EQ(list()[1].at("live"), false);
}

TEST_F(TokenApi, ANameIsKeptUntilAnotherIsGiven) {
  EXPECT_TRUE(rotate().at("name").is_null());
  EXPECT_EQ(rotate(R"({"name":"Nightly sync"})").at("name"), "Nightly sync");
  EXPECT_EQ(rotate().at("name"), "Nightly sync");
  EXPECT_TRUE(rotate(R"({"name":""})").at("name").is_null());
  const json::Array tokens = list();
  EXPECT_TRUE(tokens[0].at("name").is_null());
  EXPECT_EQ(tokens[1].at("name"), "Nightly sync");
}

TEST_F(TokenApi, SaysWhatIsWrongWithARotation) {
  for (const auto& [body, detail] : std::vector<std::pair<const char*, const char*>>{
           {R"({"overlap":1})", "\"overlap\""},
           {R"({"name":7})", "name"},
           {R"({"name":" x"})", "name has at most 100 bytes"},
           {R"({"overlapSeconds":-1})", "overlapSeconds must be"},
           {R"({"overlapSeconds":"1"})", "overlapSeconds must be"},
           {R"({"overlapSeconds":1.5})", "overlapSeconds must be"},
           {R"({"expiresInSeconds":0})", "expiresInSeconds must be"},
           {R"([])", "JSON object"}}) {
    EXPECT_THAT(problem(send(http::Method::post, rotate_path, body), 400), HasSubstr(detail));
  }
  EXPECT_TRUE(list().empty());
}

TEST_F(TokenApi, PagesNewestFirst) {
  const std::string first(rotate().at("id").as_string());
  const std::string second(rotate().at("id").as_string());
  const json::Object page = body_of(send(http::Method::get, std::string(tokens_path) + "?limit=1"));
  EXPECT_EQ(page.at("items").as_array().at(0).at("id").as_string(), second);
  const json::Object rest = body_of(
      send(http::Method::get,
           std::string(tokens_path) + "?cursor=" + std::string(page.at("nextCursor").as_string())));
  ASSERT_EQ(rest.at("items").as_array().size(), 1u);
  EXPECT_EQ(rest.at("items").as_array()[0].at("id").as_string(), first);
  EXPECT_TRUE(rest.at("nextCursor").is_null());
}

TEST_F(TokenApi, ARevokedTokenEndsAndOneOfAnotherOrganisationIsNotThere) {
  const std::string id(rotate().at("id").as_string());
  ASSERT_TRUE(admin::create_organisation(admin_, OrgId("other"), {}).has_value());
  problem(send(http::Method::del, "/api/v1/orgs/other/tokens/" + id), 404);
  EXPECT_EQ(list()[0].at("live"), true);
  EXPECT_EQ(send(http::Method::del, std::string(tokens_path) + "/" + id).status, 204);
  EXPECT_EQ(list()[0].at("live"), false);
  problem(send(http::Method::del, std::string(tokens_path) + "/nobody"), 404);
  EXPECT_EQ(journal().back().type, "token.revoked");
  EXPECT_EQ(journal().back().actor, "operator:" + key_.key.id);
}

TEST_F(TokenApi, WarnsOfATokenThatExpiresSoon) {
  constexpr std::int64_t day_s = 86400;
  rotate(R"({"expiresInSeconds":3456000})");  // 40 days
  EXPECT_TRUE(list()[0].at("warnings").as_array().empty());
  for (const auto& [ahead_s, days] : std::vector<std::pair<std::int64_t, int>>{
           {10 * day_s, 30}, {16 * day_s, 14}, {7 * day_s, 7}, {6 * day_s, 1}}) {
    store_.clock().advance_s(ahead_s);
    const json::Array warnings = list()[0].at("warnings").as_array();
    ASSERT_EQ(warnings.size(), 1u) << days;
    EXPECT_EQ(warnings[0].at("days"), days);
    EXPECT_EQ(body_of(send(http::Method::get, "/api/v1/orgs/acme/identity-access")).at("warnings"),
              json::Value(warnings));
  }
  store_.clock().advance_s(day_s);
  EXPECT_TRUE(list()[0].at("warnings").as_array().empty()) << "it has expired";
}

}  // namespace
}  // namespace provost::api::admin_api
