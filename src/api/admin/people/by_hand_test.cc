#include <gmock/gmock.h>

#include "api/admin/testing.h"

namespace provost::api::admin_api {
namespace {

using ::testing::HasSubstr;

constexpr const char* members_path = "/api/v1/orgs/acme/members";
constexpr const char* ann_as_admin =
    R"({"userName":"ann@x","role":"admin","identityType":"human"})";

class ByHandApi : public AdminFixture {
 protected:
  std::string invited(const char* body) {
    const http::Response made = send(http::Method::post, members_path, body);
    EXPECT_EQ(made.status, 201) << made.body;
    return std::string(body_of(made).at("id").as_string());
  }
  static std::string path_of(const std::string& id, const char* more = "") {
    return std::string(members_path) + "/" + id + more;
  }
};

TEST_F(ByHandApi, AMemberIsInvitedAndExplained) {
  const http::Response made = send(http::Method::post, members_path, ann_as_admin);
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string id(body_of(made).at("id").as_string());
  EXPECT_EQ(header(made, "Location"), "https://provost.example" + path_of(id));
  EXPECT_EQ(json::write(body_of(made).at("access")),
            R"({"role":"admin","identityType":"human","source":"direct"})");
  const json::Object shown = body_of(send(http::Method::get, path_of(id)));
  EXPECT_EQ(json::write(shown.at("explanation").at("direct").at("target")),
            R"({"role":"admin","identityType":"human"})");
  EXPECT_EQ(shown.at("explanation").at("lastChange").at("type"), "access.changed");
  problem(send(http::Method::post, members_path, ann_as_admin), 409);
}

TEST_F(ByHandApi, SaysWhatIsWrongWithAnInvitation) {
  const struct {
    const char* body;
    const char* detail;
  } cases[] = {
      {"{}", "userName is missing"},
      {R"({"userName":"ann","role":"admin","identityType":"human"})", "ann"},
      {R"({"userName":"ann@x","role":"admin"})", "identityType is missing"},
      {R"({"userName":"ann@x","role":"owner","identityType":"human"})", "owner"},
      {R"({"userName":"ann@x","role":"user","identityType":"human","active":true})", "active"},
  };
  for (const auto& test : cases) {
    EXPECT_THAT(problem(send(http::Method::post, members_path, test.body), 400),
                HasSubstr(test.detail));
  }
}

TEST_F(ByHandApi, TheLastAdminGoesOnlyWithAReason) {
  const std::string ann = invited(ann_as_admin);
  for (const char* more : {"", "/direct-access"}) {
    problem(send(http::Method::del, path_of(ann, more)), 409);
    const std::string overriding = path_of(ann, more) + "?override=true";
    EXPECT_THAT(problem(send(http::Method::del, overriding), 400), HasSubstr("reason"));
  }
  const std::string reasoned = path_of(ann, "/direct-access?override=true&reason=left");
  EXPECT_EQ(send(http::Method::del, reasoned).status, 204);
  problem(send(http::Method::del, reasoned), 404);
  problem(send(http::Method::del, path_of(ann, "/retained-access")), 404);
  EXPECT_EQ(send(http::Method::del, path_of(ann)).status, 204);
  problem(send(http::Method::get, path_of(ann)), 404);
}

TEST_F(ByHandApi, WhileSCIMIsEnabledTheIdentityProviderDecides) {
  const std::string ann = invited(ann_as_admin);
  ASSERT_TRUE(admin::set_scim_enabled(admin_, OrgId("acme"), true).has_value());
  store_.clock().advance_s(1);
  problem(send(http::Method::post, members_path,
               R"({"userName":"bob@x","role":"user","identityType":"human"})"),
          409);
  EXPECT_THAT(problem(send(http::Method::del, path_of(ann)), 409), HasSubstr("SCIM is enabled"));
}

TEST_F(ByHandApi, AnotherOrganisationsMembersLookLikeMissingOnes) {
  const std::string ann = invited(ann_as_admin);
  ASSERT_TRUE(admin::create_organisation(admin_, OrgId("other"), {}).has_value());
  for (const char* more : {"", "/direct-access", "/retained-access"}) {
    const std::string path = "/api/v1/orgs/other/members/" + ann + more;
    EXPECT_THAT(problem(send(http::Method::del, path), 404), HasSubstr(ann));
  }
  EXPECT_EQ(body_of(send(http::Method::get, path_of(ann))).at("userName"), "ann@x");
}

}  // namespace
}  // namespace provost::api::admin_api
