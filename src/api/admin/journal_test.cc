#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "admin/tokens.h"
#include "api/admin/testing.h"

// The audit trail and the change feed as clients meet them.
namespace provost::api::admin_api {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class JournalApi : public AdminFixture {
 protected:
  void SetUp() override {
    AdminFixture::SetUp();
    store_.clock().advance_s(10);
    ASSERT_TRUE(admin::set_scim_enabled(admin_, OrgId("acme"), true).has_value());
    token_ = admin::rotate_token(admin_, OrgId("acme"), 0, std::nullopt).value();
    store_.clock().advance_s(10);
    id_ = text_of(body_of(scim(http::Method::post, "/acme/scim/v2/Users",
                               R"({"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],)"
                               R"("userName":"ada@x.example","active":true})")),
                  "id");
  }

  http::Response scim(http::Method method, std::string_view path, std::string_view body) {
    const std::string operator_key = std::exchange(authorization_, "Bearer " + token_.text);
    const http::Response response = send(method, path, body);
    authorization_ = operator_key;
    return response;
  }
  json::Object get(const std::string& path) {
    const http::Response response = send(http::Method::get, "/api/v1/orgs/acme/" + path);
    EXPECT_EQ(response.status, 200) << path << response.body;
    return body_of(response);
  }
  static std::string text_of(const json::Object& object, std::string_view name) {
    return std::string(object.at(name).as_string());
  }
  static std::vector<std::string> types_of(const json::Object& page) {
    std::vector<std::string> types;
    for (const json::Value& item : page.at("items").as_array()) {
      types.push_back(text_of(item.as_object(), "type"));
    }
    return types;
  }
  static std::vector<std::int64_t> numbers_of(const json::Object& page) {
    std::vector<std::int64_t> numbers;
    for (const json::Value& item : page.at("items").as_array()) {
      numbers.push_back(item.at("seq").to_number<std::int64_t>());
    }
    return numbers;
  }

  admin::NewToken token_;
  std::string id_;
};

TEST_F(JournalApi, ListsEventsNewestFirst) {
  const json::Object page = get("audit-events");
  EXPECT_THAT(types_of(page),
              ElementsAre("user.created", "token.rotated", "scim.enabled", "organisation.created"));
  EXPECT_THAT(numbers_of(page), ElementsAre(4, 3, 2, 1));
  EXPECT_TRUE(page.at("nextCursor").is_null());
  const json::Object& created = page.at("items").at(0).as_object();
  EXPECT_EQ(text_of(created, "actorId"), token_.token.id);
  EXPECT_EQ(text_of(created, "targetId"), id_);
  EXPECT_EQ(text_of(created, "requestId"), "request-1");
  EXPECT_EQ(created.at("context").at("path"), "/acme/scim/v2/Users");
  EXPECT_EQ(created.at("context").at("host"), "provost.example");
}

TEST_F(JournalApi, FiltersEvents) {
  struct Case {
    std::string query;
    std::vector<std::int64_t> numbers;
  };
  const std::vector<Case> cases{
      {"type=user.created", {4}},
      {"type=organisation", {1}},
      {"type=scim", {2}},
      {"type=user.c", {}},
      {"actor=token:" + token_.token.id, {4}},
      {"actor=token", {4}},
      {"actor=test", {3, 2, 1}},
      {"target=" + id_, {4}},
      {"target=" + id_ + "&type=group", {}},
      {"actor=test&type=token", {3}},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(numbers_of(get("audit-events?" + c.query)), c.numbers) << c.query;
  }
}

TEST_F(JournalApi, FiltersEventsByTime) {
  const auto at = [&](std::size_t number) {
    return text_of(get("audit-events").at("items").at(4 - number).as_object(), "timestamp");
  };
  EXPECT_THAT(numbers_of(get("audit-events?since=" + at(2))), ElementsAre(4, 3, 2));
  EXPECT_THAT(numbers_of(get("audit-events?until=" + at(2))), ElementsAre(1));
  EXPECT_THAT(numbers_of(get("audit-events?since=" + at(2) + "&until=" + at(4))),
              ElementsAre(3, 2));
  EXPECT_THAT(problem(send(http::Method::get, "/api/v1/orgs/acme/audit-events?since=today"), 400),
              HasSubstr("since"));
}

TEST_F(JournalApi, PagesThroughEvents) {
  std::vector<std::int64_t> seen;
  std::string query = "limit=1";
  for (int pages = 0; pages < 10 && !query.empty(); ++pages) {
    const json::Object page = get("audit-events?" + query);
    const auto numbers = numbers_of(page);
    EXPECT_LE(numbers.size(), 1u);
    seen.insert(seen.end(), numbers.begin(), numbers.end());
    const json::Value& next = page.at("nextCursor");
    query = next.is_null() ? "" : "limit=1&cursor=" + std::string(next.as_string());
  }
  EXPECT_THAT(seen, ElementsAre(4, 3, 2, 1));
}

TEST_F(JournalApi, ChangesAreFollowedByNumber) {
  const json::Object all = get("changes?after=0");
  EXPECT_THAT(numbers_of(all), ElementsAre(1, 2, 3, 4));
  EXPECT_EQ(all.at("lastSeq"), 4);
  EXPECT_EQ(all.at("hasMore"), false);
  EXPECT_EQ(all.at("items").at(1).as_object().size(), 3u) << "of other things only that they were";
  const json::Object& created = all.at("items").at(3).as_object();
  EXPECT_EQ(created.at("subject").at("id").as_string(), id_);
  EXPECT_EQ(created.at("cause"), "request-1");
  EXPECT_EQ(created.at("access").at("role"), "user");
  EXPECT_EQ(json::write(created).find("ada@"), std::string::npos) << "no personal values";

  const json::Object some = get("changes?after=1&limit=2");
  EXPECT_THAT(numbers_of(some), ElementsAre(2, 3));
  EXPECT_EQ(some.at("lastSeq"), 3);
  EXPECT_EQ(some.at("hasMore"), true);
  const json::Object none = get("changes?after=4");
  EXPECT_THAT(numbers_of(none), IsEmpty());
  EXPECT_EQ(none.at("lastSeq"), 4);
  EXPECT_THAT(numbers_of(get("changes")), ElementsAre(1, 2, 3, 4));
}

TEST_F(JournalApi, ChangesRefuseNumbersThatAreNone) {
  for (const char* after : {"-1", "x", "1.5", "", "99999999999999999999", "5"}) {
    EXPECT_THAT(
        problem(send(http::Method::get, std::string("/api/v1/orgs/acme/changes?after=") + after),
                400),
        HasSubstr("after"));
  }
}

TEST_F(JournalApi, ShowsNothingOfAnotherOrganisation) {
  ASSERT_TRUE(admin::create_organisation(admin_, OrgId("globex"), {.name = "G"}).has_value());
  store_.clock().advance_s(2);
  for (const char* path : {"audit-events", "audit-events?target=", "changes"}) {
    const std::string target = std::string_view(path).ends_with('=') ? id_ : "";
    const http::Response response =
        send(http::Method::get, "/api/v1/orgs/globex/" + (path + target));
    ASSERT_EQ(response.status, 200) << response.body;
    EXPECT_EQ(response.body.find(id_), std::string::npos) << path;
    EXPECT_EQ(response.body.find("acme"), std::string::npos) << path;
  }
  problem(send(http::Method::get, "/api/v1/orgs/nobody/audit-events"), 404);
  problem(send(http::Method::get, "/api/v1/orgs/nobody/changes"), 404);
}

}  // namespace
}  // namespace provost::api::admin_api
