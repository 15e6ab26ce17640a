#include "identity/credentials.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/admin/testing.h"
#include "identity/permissions.h"

namespace provost::api::admin_api {
namespace {

using access::Target;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class CredentialApi : public AdminFixture {
 protected:
  static std::string path_of(const ResourceId& member, const char* what) {
    return "/api/v1/orgs/acme/members/" + member.to_string() + "/" + what;
  }
  http::Response make_key(const ResourceId& member, std::string_view body = R"({"name":"CI"})") {
    return send(http::Method::post, path_of(member, "api-keys"), body);
  }
  http::Response open_session(const ResourceId& member, std::string_view body = {}) {
    return send(http::Method::post, path_of(member, "sessions"), body);
  }
  static std::string secret_of(const http::Response& made) {
    EXPECT_EQ(made.status, 201) << made.body;
    return std::string(body_of(made).at("secret").as_string());
  }
  // What the holder of that secret is told about themselves.
  http::Response me_with(const std::string& secret) {
    const std::string kept = std::exchange(authorization_, "Bearer " + secret);
    http::Response answer = send(http::Method::get, "/api/v1/me");
    authorization_ = kept;
    return answer;
  }
};

TEST_F(CredentialApi, AnApiKeyActsForItsServiceAccount) {
  const ResourceId robot = add_member("robot@x.example", Target::admin_service);
  const http::Response made = make_key(robot);
  const std::string secret = secret_of(made);
  EXPECT_THAT(secret, StartsWith("pvk_"));
  EXPECT_THAT(send(http::Method::get, path_of(robot, "api-keys")).body, Not(HasSubstr(secret)));
  const json::Object me = body_of(me_with(secret));
  EXPECT_EQ(me.at("label"), "Admin (Service account)");
  EXPECT_EQ(me.at("organisation").at("id"), "acme");
  EXPECT_EQ(me.at("member").at("id").as_string(), robot.to_string());
  EXPECT_EQ(me.at("member").at("userName"), "robot@x.example");
  EXPECT_EQ(me.at("credentialId"), body_of(made).at("id"));
  EXPECT_EQ(journal().back().type, "api_key.created");
  EXPECT_EQ(journal().back().subject_id, robot.to_string());
}

TEST_F(CredentialApi, ASessionActsForItsHuman) {
  const ResourceId ada = add_member("ada@x.example", Target::user_human);
  const std::string secret = secret_of(open_session(ada));
  EXPECT_THAT(secret, StartsWith("pvs_"));
  EXPECT_EQ(body_of(me_with(secret)).at("label"), "User (Human)");
}

TEST_F(CredentialApi, EachIdentityTypeActsInItsOwnWay) {  // design §2.11
  const ResourceId robot = add_member("robot@x.example", Target::user_service);
  const ResourceId ada = add_member("ada@x.example", Target::admin_human);
  const ResourceId gone = add_member("gone@x.example", std::nullopt);
  EXPECT_THAT(problem(make_key(ada), 409), HasSubstr("Admin (Human)"));
  EXPECT_THAT(problem(open_session(robot), 409), HasSubstr("never sign in"));
  EXPECT_THAT(problem(make_key(gone), 409), HasSubstr("no access"));
  EXPECT_THAT(problem(open_session(gone), 409), HasSubstr("no access"));
}

TEST_F(CredentialApi, ACredentialEndsTheMomentTheMemberChanges) {  // design §2.11
  const ResourceId robot = add_member("robot@x.example", Target::user_service);
  const ResourceId ada = add_member("ada@x.example", Target::user_human);
  const std::string key = secret_of(make_key(robot));
  const std::string session = secret_of(open_session(ada));
  for (const std::optional<Target> other :
       {std::optional<Target>(), std::optional(Target::user_human)}) {
    change_access(robot, other);
    problem(me_with(key), 401);
  }
  for (const std::optional<Target> other :
       {std::optional<Target>(), std::optional(Target::admin_service)}) {
    change_access(ada, other);
    problem(me_with(session), 401);
  }
  change_access(robot, Target::admin_service);
  EXPECT_EQ(body_of(me_with(key)).at("label"), "Admin (Service account)");
}

TEST_F(CredentialApi, ACredentialExpires) {
  const ResourceId ada = add_member("ada@x.example", Target::user_human);
  const std::string secret = secret_of(open_session(ada, R"({"expiresInSeconds":60})"));
  store_.clock().advance_s(59);
  EXPECT_EQ(me_with(secret).status, 200);
  store_.clock().advance_s(1);
  problem(me_with(secret), 401);
}

TEST_F(CredentialApi, ARevokedKeyEndsAtOnce) {
  const ResourceId robot = add_member("robot@x.example", Target::user_service);
  const ResourceId other = add_member("other@x.example", Target::user_service);
  const http::Response made = make_key(robot);
  const std::string id(body_of(made).at("id").as_string());
  problem(send(http::Method::del, path_of(other, "api-keys") + "/" + id), 404);
  problem(send(http::Method::del, path_of(robot, "sessions") + "/" + id), 404);
  EXPECT_EQ(me_with(secret_of(made)).status, 200);
  EXPECT_EQ(send(http::Method::del, path_of(robot, "api-keys") + "/" + id).status, 204);
  problem(me_with(secret_of(made)), 401);
  EXPECT_EQ(journal().back().type, "api_key.revoked");
}

TEST_F(CredentialApi, ASecretOfAnotherFormOrOrganisationOpensNothing) {
  const ResourceId robot = add_member("robot@x.example", Target::admin_service);
  const std::string secret = secret_of(make_key(robot));
  std::string wrong = secret;
  wrong.back() = wrong.back() == 'a' ? 'b' : 'a';
  problem(me_with(wrong), 401);
  problem(me_with("pvs_" + secret.substr(4)), 401);
  ASSERT_TRUE(admin::create_organisation(admin_, OrgId("other"), {}).has_value());
  authorization_ = "Bearer " + secret;
  const std::string elsewhere = problem(send(http::Method::get, "/api/v1/orgs/other/tokens"), 404);
  EXPECT_EQ(elsewhere, "there is no organisation \"other\"");
  EXPECT_EQ(problem(send(http::Method::get, "/api/v1/orgs/nobody/tokens"), 404),
            "there is no organisation \"nobody\"");
  EXPECT_EQ(send(http::Method::get, "/acme/scim/v2/Users").status, 401);
}

TEST_F(CredentialApi, AUserSeesAndEndsTheirOwnSessionsAlone) {
  const ResourceId ada = add_member("ada@x.example", Target::user_human);
  const ResourceId bob = act_as(Target::user_human);
  problem(send(http::Method::get, path_of(ada, "sessions")), 403);
  const json::Object list = body_of(send(http::Method::get, path_of(bob, "sessions")));
  ASSERT_EQ(list.at("items").as_array().size(), 1u);
  const std::string id(list.at("items").as_array()[0].at("id").as_string());
  problem(open_session(bob), 403);
  EXPECT_EQ(send(http::Method::del, path_of(bob, "sessions") + "/" + id).status, 204);
  problem(send(http::Method::get, path_of(bob, "sessions")), 401);
}

TEST_F(CredentialApi, RefusesWhatIsNoMemberAndNoName) {
  const ResourceId robot = add_member("robot@x.example", Target::user_service);
  problem(send(http::Method::get, "/api/v1/orgs/acme/members/x/api-keys"), 404);
  problem(make_key(ResourceId{}), 404);
  problem(send(http::Method::get, path_of(ResourceId{}, "sessions")), 404);
  EXPECT_THAT(problem(make_key(robot, "{}"), 400), HasSubstr("name"));
  problem(make_key(robot, R"({"name":"x","expiresInSeconds":0})"), 400);
  problem(make_key(robot, R"({"name":"x","role":"admin"})"), 400);
}

TEST_F(CredentialApi, AMemberHasABoundedNumberOfThem) {
  const ResourceId robot = add_member("robot@x.example", Target::user_service);
  for (std::size_t i = 0; i < identity::credentials_max; ++i) {
    ASSERT_EQ(make_key(robot, R"({"name":"x","expiresInSeconds":60})").status, 201);
  }
  EXPECT_THAT(problem(make_key(robot), 409), HasSubstr("50 API keys"));
  store_.clock().advance_s(60);
  EXPECT_EQ(make_key(robot).status, 201) << "expired ones make room";
  const json::Object list = body_of(send(http::Method::get, path_of(robot, "api-keys")));
  EXPECT_EQ(list.at("items").as_array().size(), 1u);
}

TEST_F(CredentialApi, UseIsShown) {
  const ResourceId robot = add_member("robot@x.example", Target::user_service);
  const std::string secret = secret_of(make_key(robot));
  EXPECT_TRUE(body_of(send(http::Method::get, path_of(robot, "api-keys")))
                  .at("items")
                  .as_array()[0]
                  .at("lastUsed")
                  .is_null());
  ASSERT_EQ(me_with(secret).status, 200);
  usage_.flush(store_.session());
  add_member("later@x.example", std::nullopt);  // the writer's queue is in order
  EXPECT_TRUE(body_of(send(http::Method::get, path_of(robot, "api-keys")))
                  .at("items")
                  .as_array()[0]
                  .at("lastUsed")
                  .at("at")
                  .is_string());
  const auto keys = identity::list_operator_keys(admin_);
  EXPECT_TRUE(keys.at(0).last_use.at.has_value());
}

TEST_F(CredentialApi, AnOperatorIsNobodysMember) {
  const json::Object me = body_of(send(http::Method::get, "/api/v1/me"));
  EXPECT_EQ(me.at("kind"), "operator");
  EXPECT_TRUE(me.at("member").is_null());
  EXPECT_TRUE(me.at("organisation").is_null());
  EXPECT_EQ(me.at("permissions").as_array().size(), identity::all_permissions().size());
  const json::Object here = body_of(send(http::Method::get, "/api/v1/orgs/acme/me"));
  EXPECT_EQ(here.at("organisation").as_object().at("id"), "acme");
  EXPECT_TRUE(here.at("member").is_null());
}

}  // namespace
}  // namespace provost::api::admin_api
