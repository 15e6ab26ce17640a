#include <set>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/admin/testing.h"
#include "identity/tokens.h"

namespace provost::api::admin_api {
namespace {

using ::testing::HasSubstr;

constexpr const char* schemas_path = "/api/v1/orgs/acme/schemas";
constexpr const char* badge_path = "/api/v1/orgs/acme/schemas/urn%3Aexample%3Abadge";
constexpr const char* badge = R"({"definition":
    {"id":"urn:example:badge","name":"Badge","attributes":[{"name":"number"}]}})";

class AdminApi : public AdminFixture {};

TEST_F(AdminApi, OpensToAnOperatorsKeyAlone) {
  EXPECT_EQ(send(http::Method::get, schemas_path).status, 200);
  const std::string token =
      identity::rotate_token(admin_, OrgId("acme"), 0, std::nullopt).value().text;
  std::string wrong = key_.text;
  wrong.back() = wrong.back() == 'a' ? 'b' : 'a';
  std::set<std::string> details;
  for (const std::string& one :
       {std::string(), "Bearer " + token, "Bearer " + wrong, "Basic " + key_.text, key_.text}) {
    authorization_ = one;
    const http::Response response = send(http::Method::get, schemas_path);
    details.insert(problem(response, 401));
    EXPECT_EQ(header(response, "WWW-Authenticate"), "Bearer realm=\"administration\"");
    // Before that, the answer must not reveal whether an organisation exists.
    details.insert(problem(send(http::Method::get, "/api/v1/orgs/nobody/schemas"), 401));
  }
  EXPECT_EQ(details.size(), 1u);
}

TEST_F(AdminApi, ARevokedKeyEndsWithinASecond) {
  EXPECT_EQ(send(http::Method::get, schemas_path).status, 200);
  ASSERT_TRUE(identity::revoke_operator_key(admin_, key_.key.id).has_value());
  store_.clock().advance_s(1);
  problem(send(http::Method::get, schemas_path), 401);
}

TEST_F(AdminApi, AnOperatorsKeyOpensNoTenantUrl) {
  EXPECT_EQ(send(http::Method::get, "/acme/scim/v2/Users").status, 401);
}

TEST_F(AdminApi, AnswersWithProblemsWhereThereIsNothing) {
  problem(send(http::Method::get, "/api/v1/orgs/nobody/schemas"), 404);
  problem(send(http::Method::get, "/api/v2/orgs"), 404);
  problem(send(http::Method::get, "/api"), 404);
  problem(send(http::Method::get, badge_path), 404);
  const http::Response wrong_method = send(http::Method::patch, schemas_path);
  problem(wrong_method, 405);
  EXPECT_THAT(header(wrong_method, "Allow"), HasSubstr("POST"));
}

TEST_F(AdminApi, ASchemaIsAddedReadReplacedAndRemoved) {
  const http::Response added = send(http::Method::post, schemas_path, badge);
  ASSERT_EQ(added.status, 201) << added.body;
  EXPECT_EQ(header(added, "Location"), std::string("https://provost.example") + badge_path);
  EXPECT_EQ(header(added, "Content-Type"), "application/json");
  EXPECT_EQ(body_of(added).at("resourceType"), "User");

  const http::Response read = send(http::Method::get, badge_path);
  EXPECT_EQ(read.status, 200);
  EXPECT_EQ(read.body, added.body);
  const json::Object list = body_of(send(http::Method::get, schemas_path));
  ASSERT_EQ(list.at("items").as_array().size(), 1u);
  EXPECT_EQ(list.at("items").as_array()[0], json::Value(body_of(added)));

  const http::Response same = send(http::Method::put, badge_path, read.body);
  EXPECT_EQ(same.status, 200) << "what is read can be sent back: " << same.body;
  EXPECT_EQ(send(http::Method::del, badge_path).status, 204);
  problem(send(http::Method::del, badge_path), 404);
  problem(send(http::Method::put, badge_path, badge), 404);
}

TEST_F(AdminApi, SaysWhatIsWrongWithABody) {
  struct Case {
    const char* body;
    int status;
    const char* detail;
  };
  for (const Case& one : std::vector<Case>{
           {"{", 400, "byte"},
           {"[]", 400, "JSON object"},
           {"{}", 400, "definition is missing"},
           {R"({"definition":{},"purge":true})", 400, "unknown member \"purge\""},
           {R"({"definition":{},"required":1})", 400, "required must be"},
           {R"({"definition":{},"resourceType":"Device"})", 400, "is not a resource type"},
           {R"({"definition":{"id":"x"}})", 400, "is not a URN"}}) {
    EXPECT_THAT(problem(send(http::Method::post, schemas_path, one.body), one.status),
                HasSubstr(one.detail));
  }
  const std::string long_body(300 * 1024, ' ');
  problem(send(http::Method::post, schemas_path, long_body), 413);
  media_type_ = "text/plain";
  problem(send(http::Method::post, schemas_path, badge), 415);
}

TEST_F(AdminApi, RefusesWhatThePathOrTheQueryContradicts) {
  ASSERT_EQ(send(http::Method::post, schemas_path, badge).status, 201);
  problem(send(http::Method::post, schemas_path, badge), 409);
  EXPECT_THAT(
      problem(send(http::Method::put, "/api/v1/orgs/acme/schemas/urn:example:x", badge), 400),
      HasSubstr("the path names urn:example:x"));
  problem(send(http::Method::del, std::string(badge_path) + "?purge=yes"), 400);
  problem(send(http::Method::del, std::string(badge_path) + "?purge=%zz"), 400);
}

TEST_F(AdminApi, KnowsItsQueryParametersAlone) {
  for (const char* query : {"?purge=true", "?Limit=1", "?limit=1&limit=2", "?limit=0",
                            "?limit=1001", "?limit=1x", "?limit=", "?cursor=x", "?cursor="}) {
    problem(send(http::Method::get, std::string(schemas_path) + query), 400);
  }
  EXPECT_THAT(problem(send(http::Method::get, std::string(schemas_path) + "?sort=x"), 400),
              HasSubstr("\"sort\""));
}

TEST_F(AdminApi, ACursorLeadsToTheNextPageOfItsOwnListAlone) {
  for (const char* name : {"a", "b", "c"}) {
    const std::string body = fmt::format(
        R"({{"definition":{{"id":"urn:example:{}","name":"X","attributes":[{{"name":"n"}}]}}}})",
        name);
    ASSERT_EQ(send(http::Method::post, schemas_path, body).status, 201);
  }
  const std::string first_path = std::string(schemas_path) + "?limit=2";
  const json::Object first = body_of(send(http::Method::get, first_path));
  EXPECT_EQ(first.at("items").as_array().size(), 2u);
  const std::string cursor(first.at("nextCursor").as_string());

  const json::Object last =
      body_of(send(http::Method::get, std::string(schemas_path) + "?cursor=" + cursor));
  ASSERT_EQ(last.at("items").as_array().size(), 1u);
  EXPECT_EQ(last.at("items").as_array()[0].at("urn"), "urn:example:c");
  EXPECT_TRUE(last.at("nextCursor").is_null());

  ASSERT_TRUE(admin::create_organisation(admin_, OrgId("other"), {}).has_value());
  problem(send(http::Method::get, "/api/v1/orgs/other/schemas?cursor=" + cursor), 400);
  store_.clock().advance_s(3600);
  EXPECT_THAT(
      problem(send(http::Method::get, std::string(schemas_path) + "?cursor=" + cursor), 400),
      HasSubstr("an hour"));
}

TEST_F(AdminApi, NamesTheOperatorInTheJournal) {
  ASSERT_EQ(send(http::Method::post, schemas_path, badge).status, 201);
  const store::Org org = identity::find_organisation(admin_, OrgId("acme")).value();
  ASSERT_TRUE(store::read_and_wait(admin_.session, org.key, [&](store::Reader& reader) {
                const store::JournalEntry last = reader.journal(0, 100).back().entry;
                EXPECT_EQ(last.type, "schema.added");
                EXPECT_EQ(last.subject_id, "urn:example:badge");
                EXPECT_EQ(last.actor, "operator:" + key_.key.id);
                EXPECT_EQ(last.cause, "request-1");
                ASSERT_NE(last.origin, nullptr);
                EXPECT_NE(last.origin->find(schemas_path), std::string::npos) << *last.origin;
              }).has_value());
}

}  // namespace
}  // namespace provost::api::admin_api
