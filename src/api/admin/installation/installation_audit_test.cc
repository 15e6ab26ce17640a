#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sodium.h>

#include "api/admin/testing.h"
#include "identity/operators.h"

namespace provost::api::admin_api {
namespace {

using http::Method;
using ::testing::EndsWith;

constexpr std::string_view password = "correct horse battery";

// The journal of the installation, newest first.
class InstallationAudit : public AdminFixture {
 protected:
  void SetUp() override {
    AdminFixture::SetUp();
    settings_.password_cost = {crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN};
    authorization_.clear();
  }
  http::Response redeem(const std::string& link, std::string_view name) {
    return send(Method::post, "/api/v1/operator-links/redeem",
                json::write(json::Object{{"link", link}, {"name", name}, {"password", password}}));
  }
  http::Response sign_in(std::string_view name, std::string_view with) {
    return send(Method::post, "/api/v1/session",
                json::write(json::Object{{"name", name}, {"password", with}}));
  }
  // Later requests use the session that an answer set.
  void go_on_with(const http::Response& response) {
    ASSERT_EQ(response.status, 200) << response.body;
    const std::string set = header(response, "Set-Cookie");
    more_headers_ = {{"Cookie", set.substr(0, set.find(';'))},
                     {"X-CSRF-Token", std::string(body_of(response).at("csrfToken").as_string())}};
  }
  std::string new_link() { return identity::create_operator_link(admin_).value().text; }
  json::Array items(std::string_view path) {
    const http::Response response = send(Method::get, path);
    EXPECT_EQ(response.status, 200) << response.body;
    return body_of(response).at("items").as_array();
  }
  json::Array events(const std::string& query = "") {
    authorization_ = "Bearer " + key_.text;
    const auto headers = std::exchange(more_headers_, {});
    json::Array found = items("/api/v1/audit-events" + query);
    more_headers_ = headers;
    authorization_.clear();
    return found;
  }
  std::vector<std::string> summaries(const std::string& query = "") {
    std::vector<std::string> all;
    for (const json::Value& event : events(query)) {
      all.emplace_back(event.at("summary").as_string());
    }
    return all;
  }
};

TEST_F(InstallationAudit, TellsOfOperatorsAndTheirSignIns) {
  go_on_with(redeem(new_link(), "ada"));
  const std::string ada(items("/api/v1/operators")[0].at("id").as_string());
  EXPECT_EQ(send(Method::post, "/api/v1/operator-links").status, 201);
  more_headers_.clear();
  sign_in("ada", "not the password");
  sign_in("nobody", "not the password");
  go_on_with(sign_in("ada", password));
  const json::Array all = events("?type=operator");
  ASSERT_EQ(all.size(), 5U) << "a name that nobody has is not noted: people type passwords there";
  EXPECT_EQ(all[0].at("summary"), "ada signed in");
  EXPECT_EQ(all[0].at("actorId").as_string(), ada);
  EXPECT_EQ(all[1].at("summary"), "A sign-in of ada was refused: wrong password");
  EXPECT_EQ(all[1].at("actorDisplay"), "Somebody unknown");
  EXPECT_EQ(all[2].at("summary"), "ada (operator) invited an operator");
  EXPECT_EQ(all[3].at("summary"), "ada became an operator");
  EXPECT_EQ(all[4].at("actorType"), "test");
  go_on_with(redeem(new_link(), "grace"));
  EXPECT_EQ(send(Method::del, "/api/v1/operators/" + ada).status, 204);
  EXPECT_EQ(events("?limit=1")[0].at("summary"), "grace (operator) removed the operator ada");
}

TEST_F(InstallationAudit, TellsOfKeys) {
  const std::string id = identity::create_operator_key(admin_, "nightly").value().key.id;
  ASSERT_TRUE(identity::revoke_operator_key(admin_, id).has_value());
  const std::vector<std::string> all = summaries("?type=operator_key");
  ASSERT_EQ(all.size(), 3U) << "one is the fixture's";
  EXPECT_THAT(all[0], EndsWith("revoked the operator key nightly"));
  EXPECT_THAT(all[1], EndsWith("created the operator key nightly"));
}

TEST_F(InstallationAudit, TellsOfOrganisationsAndWhyTheyWereSuspended) {
  authorization_ = "Bearer " + key_.text;
  send(Method::post, "/api/v1/orgs", R"({"id":"globex","name":"Globex"})");
  const std::string path = "/api/v1/orgs/globex";
  EXPECT_EQ(send(Method::patch, path, R"({"name":"Globex Corp."})").status, 200);
  EXPECT_EQ(send(Method::patch, path, R"({"suspended":true,"reason":"unpaid"})").status, 200);
  EXPECT_EQ(send(Method::patch, path, R"({"suspended":false})").status, 200);
  problem(send(Method::patch, path, json::write(json::Object{{"reason", std::string(501, 'x')}})),
          400);
  EXPECT_EQ(send(Method::del, path).status, 204);
  ASSERT_TRUE(
      admin::set_organisation(admin_, OrgId("acme"), {"suspended=true"}, false).has_value());
  const json::Array all = events("?type=organisation");
  ASSERT_EQ(all.size(), 7U);
  EXPECT_THAT(std::string(all[0].at("summary").as_string()),
              EndsWith("suspended the organisation Acme: provisioning and sign-in are blocked"));
  EXPECT_THAT(std::string(all[1].at("summary").as_string()),
              EndsWith("deleted the organisation Globex Corp."));
  EXPECT_EQ(all[3].at("type"), "organisation.suspended");
  EXPECT_EQ(all[3].at("details").at("reason"), "unpaid");
  EXPECT_EQ(all[4].at("type"), "organisation.renamed");
  EXPECT_EQ(all[5].at("targetId"), "globex");
}

// A member appears only in the organisation's journal, and may never read the installation's.
TEST_F(InstallationAudit, IsForOperators) {
  act_as(access::Target::admin_human);
  EXPECT_EQ(send(Method::patch, "/api/v1/orgs/acme", R"({"name":"Acme Ltd."})").status, 200);
  problem(send(Method::get, "/api/v1/audit-events"), 403);
  EXPECT_EQ(summaries("?type=organisation").size(), 1U) << "its creation";
  EXPECT_EQ(journal().back().type, "organisation.settings_changed");
}

}  // namespace
}  // namespace provost::api::admin_api
