#include <utility>

#include <gmock/gmock.h>

#include "api/admin/testing.h"
#include "identity/tokens.h"

namespace provost::api::admin_api {
namespace {

using ::testing::HasSubstr;

constexpr const char* groups_path = "/api/v1/orgs/acme/scim-groups";
constexpr const char* mappings_path = "/api/v1/orgs/acme/scim-groups/mappings";
constexpr const char* preview_path = "/api/v1/orgs/acme/scim-groups/mappings/preview";
constexpr const char* admin_human = R"({"role":"admin","identityType":"human"})";
constexpr const char* user_human = R"({"role":"user","identityType":"human"})";
constexpr const char* members_path = "/api/v1/orgs/acme/members";

class People : public AdminFixture {
 protected:
  void SetUp() override {
    AdminFixture::SetUp();
    ASSERT_TRUE(admin::set_scim_enabled(admin_, OrgId("acme"), true).has_value());
    token_ = identity::rotate_token(admin_, OrgId("acme"), 0, std::nullopt).value().text;
  }
  // Creates a resource like the identity provider does; returns its id.
  std::string provision(const char* type, json::Object resource) {
    const std::string operator_key = std::exchange(authorization_, "Bearer " + token_);
    const http::Response made =
        send(http::Method::post, std::string("/acme/scim/v2/") + type, json::write(resource));
    authorization_ = operator_key;
    EXPECT_EQ(made.status, 201) << made.body;
    return std::string(body_of(made).at("id").as_string());
  }
  std::string user(const char* name) {
    return provision("Users", {{"schemas", {"urn:ietf:params:scim:schemas:core:2.0:User"}},
                               {"userName", name},
                               {"active", true}});
  }
  std::string group(const char* name, const std::vector<std::string>& members) {
    json::Array values;
    for (const std::string& member : members) {
      values.emplace_back(json::Object{{"value", member}});
    }
    return provision("Groups", {{"schemas", {"urn:ietf:params:scim:schemas:core:2.0:Group"}},
                                {"displayName", name},
                                {"members", values}});
  }
  static std::string mapping_of(const std::string& group, const char* mapping,
                                const std::string& more = {}) {
    return R"({"groupIds":[")" + group + R"("],"mapping":)" + mapping + more + "}";
  }
  json::Object member(const std::string& id) {
    return body_of(send(http::Method::get, std::string(members_path) + "/" + id));
  }

  std::string token_;
};

TEST_F(People, ListsOfThemAreEmptyAtFirst) {
  for (const char* path : {groups_path, members_path}) {
    EXPECT_EQ(send(http::Method::get, path).body, R"({"items":[],"nextCursor":null})");
    problem(send(http::Method::get, std::string(path) + "?search=" + std::string(1001, 'x')), 400);
  }
}

// Provider data about a person is shown to readers of the audit trail and to that person.
TEST_F(People, SignInsShowToAdminsAndToTheMember) {
  const std::string ann = user("ann@x");
  EXPECT_TRUE(member(ann).contains("signIn"));
  const ResourceId own = act_as(access::Target::user_human);
  EXPECT_FALSE(member(ann).contains("signIn"));
  EXPECT_TRUE(member(own.to_string()).contains("signIn"));
  act_as_contact();
  EXPECT_FALSE(member(ann).contains("signIn"));
  act_as(access::Target::admin_service);
  EXPECT_TRUE(member(ann).contains("signIn"));
}

TEST_F(People, ListsNameAQueryParameterThatIsWrong) {
  const struct {
    std::string target;
    const char* detail;
  } cases[] = {
      {std::string(groups_path) + "?mapped=yes", "mapped is true or false"},
      {std::string(groups_path) + "?role=user", "\"role\""},
      {std::string(members_path) + "?role=owner", "role is user or admin"},
      {std::string(members_path) + "?identityType=robot", "identityType is human or service"},
      {std::string(members_path) + "?active=1", "active is true or false"},
      {std::string(members_path) + "?source=none", "source is group"},
      {std::string(members_path) + "?access=all", "access is some or none"},
      {std::string(members_path) + "?group=sales", "group is the id of a group"},
      {std::string(members_path) + "?sort=age", "sort is name or id"},
      {std::string(groups_path) + "?sort=", "sort is name or id"},
  };
  for (const auto& test : cases) {
    EXPECT_THAT(problem(send(http::Method::get, test.target), 400), HasSubstr(test.detail));
  }
}

TEST_F(People, AGroupIsShownWithItsPeople) {
  const std::string ann = user("ann@x");
  const std::string inner = group("Inner", {user("bob@x")});
  const std::string outer = group("Outer", {ann, inner});
  ASSERT_EQ(send(http::Method::post, mappings_path, mapping_of(outer, admin_human)).status, 200);
  const json::Object shown =
      body_of(send(http::Method::get, std::string(groups_path) + "/" + outer));
  EXPECT_EQ(shown.at("displayName"), "Outer");
  EXPECT_EQ(shown.at("mappedBy"), json::Value("operator:" + key_.key.id));
  EXPECT_EQ(shown.at("mappedByDisplay"), "Operator (key test)");
  EXPECT_EQ(shown.at("cause"), "request-1");
  EXPECT_EQ(shown.at("within").as_array()[0].at("id"), json::Value(inner));
  const auto people = [&](const std::string& query) {
    std::vector<std::string> names;
    const std::string path = std::string(members_path) + "?sort=name&group=" + outer + query;
    const json::Object page = body_of(send(http::Method::get, path));
    for (const json::Value& item : page.at("items").as_array()) {
      EXPECT_EQ(item.at("access").at("group").at("displayName"), "Outer");
      names.emplace_back(item.at("userName").as_string());
    }
    return names;
  };
  EXPECT_EQ(people(""), std::vector<std::string>{"ann@x"});
  EXPECT_EQ(people("&nested=true"), (std::vector<std::string>{"ann@x", "bob@x"}));
  problem(send(http::Method::get, std::string(groups_path) + "/" + ann), 404);
  problem(send(http::Method::get, std::string(groups_path) + "/outer"), 404);
  problem(send(http::Method::get, std::string(members_path) + "?group=" + ann), 404);
}

TEST_F(People, WithoutAccessAreListed) {
  user("ann@x");
  EXPECT_EQ(send(http::Method::get, std::string(members_path) + "?access=none").body,
            R"({"items":[],"nextCursor":null})");
  ASSERT_EQ(
      send(http::Method::patch, "/api/v1/orgs/acme/identity-access", R"({"defaultAccess":null})")
          .status,
      200);
  store_.clock().advance_s(1);
  for (const char* query : {"?access=none", "?access=none&active=true"}) {
    const json::Object page = body_of(send(http::Method::get, std::string(members_path) + query));
    ASSERT_EQ(page.at("items").as_array().size(), 1u) << query;
    EXPECT_EQ(page.at("items").as_array()[0].at("userName"), "ann@x");
  }
  EXPECT_EQ(send(http::Method::get, std::string(members_path) + "?access=some").body,
            R"({"items":[],"nextCursor":null})");
}

TEST_F(People, AMappingIsPreviewedAppliedAndExplained) {
  const std::string ann = user("ann@x");
  const std::string admins = group("Admins", {ann});
  const std::string change = mapping_of(admins, admin_human);
  const http::Response previewed = send(http::Method::post, preview_path, change);
  ASSERT_EQ(previewed.status, 200) << previewed.body;
  const json::Object preview = body_of(previewed);
  EXPECT_EQ(preview.at("gainCount"), 1);
  EXPECT_EQ(preview.at("gains").as_array()[0].at("userName"), "ann@x");
  EXPECT_TRUE(preview.at("nextCursor").is_null());
  EXPECT_EQ(member(ann).at("access").at("source"), "default") << "a preview changes nothing";

  const std::string etag = R"(,"etag":")" + std::string(preview.at("etag").as_string()) + "\"";
  const http::Response applied =
      send(http::Method::post, mappings_path, mapping_of(admins, admin_human, etag));
  ASSERT_EQ(applied.status, 200) << applied.body;
  EXPECT_EQ(body_of(applied).at("gainCount"), 1);
  EXPECT_GT(body_of(applied).at("lastSeq").as_int64(), 0);

  const json::Object explained = member(ann);
  const json::Object& by = explained.at("explanation").at("grantedBy").as_object();
  EXPECT_EQ(by.at("groupId"), json::Value(admins));
  EXPECT_EQ(by.at("mappedBy"), json::Value("operator:" + key_.key.id));
  EXPECT_EQ(by.at("mappedByDisplay"), "Operator (key test)");
  EXPECT_EQ(by.at("cause"), "request-1");
  problem(send(http::Method::post, mappings_path, mapping_of(admins, admin_human, etag)), 409);
}

TEST_F(People, APreviewOfManyGoesOnWithACursor) {
  const std::string all = group("All", {user("a@x"), user("b@x"), user("c@x")});
  const std::string change = mapping_of(all, admin_human);
  const std::string path = std::string(preview_path) + "?limit=2";
  const json::Object first = body_of(send(http::Method::post, path, change));
  EXPECT_EQ(first.at("gains").as_array().size(), 2u);
  const std::string next = path + "&cursor=" + std::string(first.at("nextCursor").as_string());
  const json::Object last = body_of(send(http::Method::post, next, change));
  EXPECT_EQ(last.at("gains").as_array().size(), 1u);
  EXPECT_TRUE(last.at("nextCursor").is_null());
  EXPECT_THAT(problem(send(http::Method::post, next, mapping_of(all, user_human)), 409),
              HasSubstr("has changed"));
}

TEST_F(People, TheLastAdminIsTakenOnlyWithAReason) {
  const std::string admins = group("Admins", {user("ann@x")});
  ASSERT_EQ(send(http::Method::post, mappings_path, mapping_of(admins, admin_human)).status, 200);
  EXPECT_THAT(problem(send(http::Method::post, mappings_path, mapping_of(admins, "null")), 409),
              HasSubstr("Admin (Human)"));
  for (const char* more : {R"(,"override":true)", R"(,"override":true,"reason":"")"}) {
    EXPECT_THAT(
        problem(send(http::Method::post, mappings_path, mapping_of(admins, "null", more)), 400),
        HasSubstr("reason"));
  }
  const char* reasoned = R"(,"override":true,"reason":"closing down")";
  EXPECT_EQ(send(http::Method::post, mappings_path, mapping_of(admins, "null", reasoned)).status,
            200);
}

TEST_F(People, MappingsAreFrozenWhileSCIMIsOff) {
  const std::string admins = group("Admins", {user("ann@x")});
  ASSERT_TRUE(admin::set_scim_enabled(admin_, OrgId("acme"), false).has_value());
  store_.clock().advance_s(1);
  EXPECT_THAT(problem(send(http::Method::post, mappings_path, mapping_of(admins, "null")), 409),
              HasSubstr("SCIM is disabled"));
}

TEST_F(People, AnotherOrganisationsIdsLookLikeMissingOnes) {
  const std::string ann = user("ann@x");
  const std::string admins = group("Admins", {ann});
  ASSERT_TRUE(admin::create_organisation(admin_, OrgId("other"), {}).has_value());
  ASSERT_TRUE(admin::set_scim_enabled(admin_, OrgId("other"), true).has_value());
  store_.clock().advance_s(1);
  const std::string other = "/api/v1/orgs/other";
  const std::string missing = "0190a1f0-0000-7000-8000-000000000001";
  const auto detail = [&](http::Method method, const std::string& path, const std::string& id,
                          const std::string& body) {
    std::string text = problem(send(method, path, body), 404);
    const auto at = text.find(id);
    return at == std::string::npos ? text : text.replace(at, id.size(), "*");
  };
  EXPECT_EQ(detail(http::Method::get, other + "/members/" + ann, ann, {}),
            detail(http::Method::get, other + "/members/" + missing, missing, {}));
  for (const char* path : {"/scim-groups/", "/members?group="}) {
    EXPECT_EQ(detail(http::Method::get, other + path + admins, admins, {}),
              detail(http::Method::get, other + path + missing, missing, {}));
  }
  for (const char* path : {"/scim-groups/mappings", "/scim-groups/mappings/preview"}) {
    EXPECT_EQ(detail(http::Method::post, other + path, admins, mapping_of(admins, user_human)),
              detail(http::Method::post, other + path, missing, mapping_of(missing, user_human)));
  }
  for (const char* list : {"/members", "/scim-groups"}) {
    EXPECT_TRUE(body_of(send(http::Method::get, other + list)).at("items").as_array().empty());
  }
}

TEST_F(People, AMemberIsAskedForByIdAndWithoutByAGroupsId) {
  const std::string ann = user("ann@x");
  const std::string path = std::string(members_path) + "/" + ann;
  problem(send(http::Method::get, std::string(members_path) + "/ann@x"), 404);
  problem(send(http::Method::get, path + "?without=Admins"), 400);
  problem(send(http::Method::get, path + "?without=" + ann), 404);
  const std::string admins = group("Admins", {ann});
  EXPECT_EQ(
      body_of(send(http::Method::get, path + "?without=" + admins)).at("without").at("displayName"),
      "Admins");
}

}  // namespace
}  // namespace provost::api::admin_api
