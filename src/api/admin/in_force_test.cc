#include <gmock/gmock.h>

#include "api/admin/testing.h"
#include "identity/operator_keys.h"
#include "identity/tokens.h"
#include "store/credentials.h"

// Whatever has been answered applies to the next request and to those under way (design rule 22):
// something is committed between the admission of a request and its transaction.
namespace provost::api::admin_api {
namespace {

using access::Target;
using ::testing::HasSubstr;

constexpr std::string_view ada = R"({"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],
                                     "userName":"ada@x.example","active":true})";

class InForce : public ProvisionedFixture {
 protected:
  void SetUp() override {
    ProvisionedFixture::SetUp();
    token_of_acme_ = identity::rotate_token(admin_, acme_, 0, 3600).value();
    member_ = add_member("bob@x.example", std::nullopt);
  }
  http::Response scim(http::Method method, const std::string& path, std::string_view body) {
    authorization_ = "Bearer " + token_of_acme_.text;
    http::Response response = send(method, "/acme/scim/v2" + path, body);
    authorization_ = "Bearer " + key_.text;
    return response;
  }
  void set(std::string_view assignment) {
    ASSERT_TRUE(
        admin::set_organisation(admin_, acme_, {std::string(assignment)}, false).has_value());
  }
  void revoke() {
    ASSERT_TRUE(identity::revoke_token(admin_, acme_, token_of_acme_.token.id).has_value());
  }
  std::size_t users() {
    std::size_t count = 0;
    EXPECT_TRUE(store::read_and_wait(
                    admin_.session, identity::find_organisation(admin_, acme_).value().key,
                    [&](store::Reader& reader) { count = reader.count(scim::schema::user_type); })
                    .has_value());
    return count;
  }
  std::size_t entries() { return journal().size(); }

  const OrgId acme_{"acme"};
  identity::NewToken token_of_acme_;
  ResourceId member_;
};

TEST_F(InForce, AScimWriteAsksAgainWhetherItMay) {
  struct Case {
    std::function<void()> meanwhile;
    std::function<void()> after;
    int status;
    const char* detail;
  };
  const std::vector<Case> cases{
      {[&] { ASSERT_TRUE(admin::set_scim_enabled(admin_, acme_, false).has_value()); },
       [&] { ASSERT_TRUE(admin::set_scim_enabled(admin_, acme_, true).has_value()); }, 403,
       "switched off"},
      {[&] { set("suspended=true"); }, [&] { set("suspended=false"); }, 403, "suspended"},
      {[&] { set("allowed-networks=198.51.100.0/24"); }, [&] { set("allowed-networks=any"); }, 403,
       "allowed networks"},
      {[&] { revoke(); },
       [&] { token_of_acme_ = identity::rotate_token(admin_, acme_, 0, 3600).value(); }, 401,
       "Secret Token"},
      {[&] { store_.clock().advance_s(3600); }, [] {}, 401, "Secret Token"},
  };
  for (const Case& c : cases) {
    session_->before_next_write(c.meanwhile);
    const http::Response refused = scim(http::Method::post, "/Users", ada);
    EXPECT_EQ(refused.status, c.status) << refused.body;
    EXPECT_THAT(refused.body, HasSubstr(c.detail));
    EXPECT_EQ(users(), 1u) << c.detail;
    c.after();
  }
}

TEST_F(InForce, EveryKindOfScimWriteAsks) {
  const std::string path = "/Users/" + member_.to_string();
  const std::string patch = R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],)"
                            R"("Operations":[{"op":"replace","path":"active","value":false}]})";
  const std::string bulk =
      R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[)"
      R"({"method":"DELETE","path":"/Users/)" +
      member_.to_string() + R"("}]})";
  const std::vector<std::tuple<http::Method, std::string, std::string>> writes{
      {http::Method::post, "/Users", std::string(ada)},
      {http::Method::put, path, std::string(ada)},
      {http::Method::patch, path, patch},
      {http::Method::del, path, ""},
      {http::Method::post, "/Bulk", bulk}};
  for (const auto& [method, at, body] : writes) {
    std::size_t before = 0;
    session_->before_next_write([&] {
      revoke();
      before = entries();
    });
    const http::Response response = scim(method, at, body);
    EXPECT_THAT(response.status == 200 ? response.body : std::to_string(response.status),
                HasSubstr("401"))
        << at;
    EXPECT_EQ(entries(), before) << at;
    token_of_acme_ = identity::rotate_token(admin_, acme_, 0, 3600).value();
  }
}

TEST_F(InForce, WhatHappensElsewhereIsNoHindrance) {
  session_->before_next_write([&] {
    ASSERT_TRUE(identity::rotate_token(admin_, OrgId("globex"), 0, {}).has_value());
    ASSERT_TRUE(identity::rotate_token(admin_, acme_, 60, {}).has_value());
    set("name=Another");
  });
  EXPECT_EQ(scim(http::Method::post, "/Users", ada).status, 201);
}

TEST_F(InForce, WhatOneAnswerSaysTheNextRequestFinds) {
  const auto switch_scim = [&](bool on) {
    ASSERT_EQ(send(http::Method::patch, "/api/v1/orgs/acme/identity-access",
                   on ? R"({"scimEnabled":true})" : R"({"scimEnabled":false})")
                  .status,
              200);
  };
  for (int i = 0; i < 2; ++i) {
    switch_scim(false);
    EXPECT_EQ(scim(http::Method::get, "/Users", "").status, 403);
    switch_scim(true);
    EXPECT_EQ(scim(http::Method::get, "/Users", "").status, 200);
  }
  ASSERT_EQ(send(http::Method::del, "/api/v1/orgs/acme/tokens/" + token_of_acme_.token.id).status,
            204);
  EXPECT_EQ(scim(http::Method::post, "/Users", ada).status, 401);
}

TEST_F(InForce, AnAdministrativeWriteAsksForTheCallerAgain) {
  const std::string patch = R"({"logBodies":true})";
  const auto change = [&] {
    return send(http::Method::patch, "/api/v1/orgs/acme/identity-access", patch);
  };
  session_->before_next_write(
      [&] { ASSERT_TRUE(identity::revoke_operator_key(admin_, key_.key.id).has_value()); });
  std::size_t before = entries();
  problem(change(), 401);
  EXPECT_EQ(entries(), before) << "of an operator's key";

  ResourceId caller = act_as(Target::admin_human);
  session_->before_next_write([&] { change_access(caller, std::nullopt); });
  before = entries();
  problem(change(), 401);
  caller = act_as(Target::admin_human);
  session_->before_next_write([&] { change_access(caller, Target::user_human); });
  EXPECT_THAT(problem(change(), 403), HasSubstr("a User (Human) may not"));
  act_as(Target::admin_human);
  session_->before_next_write([&] { set("suspended=true"); });
  EXPECT_THAT(problem(change(), 403), HasSubstr("suspended"));
  set("suspended=false");
  EXPECT_FALSE(identity::find_organisation(admin_, acme_).value().settings.log_bodies);
  EXPECT_EQ(change().status, 200);
}

// Every change that a key revoked in the meantime could still make.
TEST_F(InForce, EveryKindOfAdministrativeWriteAsks) {
  const ResourceId group = new_id(store_.clock().now(), store_.random());
  write(acme_, [&](store::Writer& writer) {
    return writer.insert(scim::schema::group_type, group, store::contract::group("Ops"),
                         store_.clock().now());
  });
  const std::string badge = R"({"definition":{"id":"urn:example:badge","name":"Badge",)"
                            R"("attributes":[{"name":"number"}]}})";
  const std::string org = "/api/v1/orgs/acme";
  const std::string badge_path = org + "/schemas/urn%3Aexample%3Abadge";
  const std::string member = org + "/members/" + member_.to_string();
  ASSERT_EQ(send(http::Method::post, org + "/schemas", badge).status, 201);
  const std::vector<std::tuple<http::Method, std::string, std::string>> writes{
      {http::Method::post, "/api/v1/orgs", R"({"id":"third"})"},
      {http::Method::del, "/api/v1/orgs/globex", ""},
      {http::Method::post, "/api/v1/operator-links", "{}"},
      {http::Method::patch, org, R"({"name":"Another"})"},
      {http::Method::patch, org + "/identity-access", R"({"logBodies":true})"},
      {http::Method::patch, org + "/setup-guide", R"({"usersOnly":true})"},
      {http::Method::patch, org + "/notices", R"({"off":["provider_quiet"]})"},
      {http::Method::patch, org + "/sign-in", R"({"clientId":"c"})"},
      {http::Method::post, org + "/tokens/rotate", "{}"},
      {http::Method::del, org + "/tokens/" + token_of_acme_.token.id, ""},
      {http::Method::post, org + "/schemas", badge},
      {http::Method::put, badge_path, badge},
      {http::Method::del, badge_path + "?purge=true", ""},
      {http::Method::post, org + "/scim-groups/mappings",
       R"({"groupIds":[")" + group.to_string() +
           R"("],"mapping":{"role":"user","identityType":"human"}})"},
      {http::Method::post, member + "/sessions", "{}"},
      {http::Method::post, member + "/api-keys", R"({"name":"k"})"},
      {http::Method::del, member, ""},
      {http::Method::del, member + "/direct-access", ""},
      {http::Method::del, member + "/retained-access", ""},
      {http::Method::post, member + "/erase", ""}};
  for (const auto& [method, path, body] : writes) {
    std::size_t before = 0;
    session_->before_next_write([&] {
      ASSERT_TRUE(identity::revoke_operator_key(admin_, key_.key.id).has_value());
      before = entries();
    });
    problem(send(method, path, body), 401);
    EXPECT_GT(before, 0u) << "nothing was asked of the writer by " << path;
    EXPECT_EQ(entries(), before) << path;
    key_ = identity::create_operator_key(admin_, "test").value();
    act_as_operator();
  }
  EXPECT_FALSE(identity::find_organisation(admin_, OrgId("third")).has_value());
  EXPECT_TRUE(identity::find_organisation(admin_, OrgId("globex")).has_value());
}

TEST_F(InForce, WhoHasBecomeAnotherKindOfCallerIsAskedForAgain) {
  const ResourceId caller = act_as(Target::user_human);
  const std::string other = credential_of(acme_, caller, store::CredentialKind::session);
  const std::string sessions = "/api/v1/orgs/acme/members/" + caller.to_string() + "/sessions";
  const std::string id = std::string(
      body_of(send(http::Method::get, sessions)).at("items").at(0).at("id").as_string());
  session_->before_next_write([&] { change_access(caller, Target::admin_human); });
  const http::Response response = send(http::Method::del, sessions + "/" + id);
  EXPECT_THAT(problem(response, 503), HasSubstr("send the request again"));
  EXPECT_NE(header(response, "Retry-After"), "");
  EXPECT_EQ(body_of(send(http::Method::get, sessions)).at("items").as_array().size(), 2u);
}

TEST_F(InForce, OfTheInstallationToo) {
  session_->before_next_write(
      [&] { ASSERT_TRUE(identity::revoke_operator_key(admin_, key_.key.id).has_value()); });
  problem(send(http::Method::post, "/api/v1/orgs", R"({"id":"third"})"), 401);
  EXPECT_FALSE(identity::find_organisation(admin_, OrgId("third")).has_value());
}

TEST_F(InForce, MappingsAndInvitationsGoByTheSwitchAsItIs) {  // design §2.11
  const ResourceId group = new_id(store_.clock().now(), store_.random());
  write(acme_, [&](store::Writer& writer) {
    return writer.insert(scim::schema::group_type, group, store::contract::group("Ops"),
                         store_.clock().now());
  });
  const auto switch_to = [this](bool enabled) {
    return [this, enabled] {
      ASSERT_TRUE(admin::set_scim_enabled(admin_, acme_, enabled).has_value());
    };
  };
  session_->before_next_write(switch_to(false));
  EXPECT_THAT(problem(send(http::Method::post, "/api/v1/orgs/acme/scim-groups/mappings",
                           R"({"groupIds":[")" + group.to_string() +
                               R"("],"mapping":{"role":"user","identityType":"human"}})"),
                      409),
              HasSubstr("SCIM is disabled"));
  session_->before_next_write(switch_to(true));
  EXPECT_THAT(problem(send(http::Method::post, "/api/v1/orgs/acme/members",
                           R"({"userName":"eve@x.example","role":"user","identityType":"human"})"),
                      409),
              HasSubstr("SCIM is enabled"));
  EXPECT_EQ(users(), 1u);
}

}  // namespace
}  // namespace provost::api::admin_api
