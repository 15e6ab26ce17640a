#include "admin/organisation/organisations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "admin/chores/long_work.h"
#include "api/admin/testing.h"

namespace provost::api::admin_api {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* orgs_path = "/api/v1/orgs";
constexpr const char* identity_path = "/api/v1/orgs/acme/identity-access";

class OrganisationApi : public AdminFixture {
 protected:
  json::Object identity_access() { return body_of(send(http::Method::get, identity_path)); }
  http::Response change(std::string_view body) {
    return send(http::Method::patch, identity_path, body);
  }
  std::vector<std::string> types() {
    std::vector<std::string> all;
    for (const store::JournalEntry& entry : journal()) {
      all.push_back(entry.type);
    }
    return all;
  }
};

TEST_F(OrganisationApi, AnOrganisationIsMadeReadRenamedAndDeleted) {
  const http::Response made =
      send(http::Method::post, orgs_path, R"({"id":"globex","attributeProfile":"full"})");
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(header(made, "Location"), "https://provost.example/api/v1/orgs/globex");
  EXPECT_EQ(body_of(made).at("name"), "globex");
  EXPECT_EQ(body_of(made).at("attributeProfile"), "full");
  const std::string path = "/api/v1/orgs/globex";
  EXPECT_EQ(body_of(send(http::Method::get, path)).at("userCount"), 0);
  const http::Response renamed = send(http::Method::patch, path, R"({"name":"Globex Corp."})");
  EXPECT_EQ(body_of(renamed).at("name"), "Globex Corp.");
  EXPECT_EQ(send(http::Method::del, path).status, 204);
  store_.clock().advance_s(1);
  problem(send(http::Method::get, path), 404);
}

TEST_F(OrganisationApi, RefusesWhatIsNoOrganisation) {
  for (const auto& [body, status] :
       std::vector<std::pair<const char*, int>>{{R"({})", 400},
                                                {R"({"id":"Acme"})", 400},
                                                {R"({"id":"api"})", 400},
                                                {R"({"id":"x","name":""})", 400},
                                                {R"({"id":"x","attributeProfile":"some"})", 400},
                                                {R"({"id":"x","colour":"red"})", 400},
                                                {R"({"id":"acme"})", 409}}) {
    problem(send(http::Method::post, orgs_path, body), status);
  }
}

TEST_F(OrganisationApi, OrganisationsArePaged) {
  for (const char* id : {"b", "c"}) {
    ASSERT_TRUE(admin::create_organisation(admin_, OrgId(id), {.name = id}).has_value());
  }
  const json::Object page = body_of(send(http::Method::get, "/api/v1/orgs?limit=2"));
  ASSERT_EQ(page.at("items").as_array().size(), 2u);
  EXPECT_EQ(page.at("items").as_array()[1].at("id"), "b");
  const json::Object rest =
      body_of(send(http::Method::get, "/api/v1/orgs?limit=2&cursor=" +
                                          std::string(page.at("nextCursor").as_string())));
  ASSERT_EQ(rest.at("items").as_array().size(), 1u);
  EXPECT_EQ(rest.at("items").as_array()[0].at("id"), "c");
  EXPECT_TRUE(rest.at("nextCursor").is_null());
}

TEST_F(OrganisationApi, IdentityAccessIsShownAndChanged) {
  const json::Object before = identity_access();
  EXPECT_EQ(before.at("tenantUrl"), "https://provost.example/acme/scim/v2");
  EXPECT_EQ(before.at("scimEnabled"), false);
  EXPECT_EQ(before.at("defaultAccess"), (json::Value{{"role", "user"}, {"identityType", "human"}}));
  const http::Response changed = change(R"({"scimEnabled":true,"attributeProfile":"full",
      "rejectExtraAttributes":true,"conformance":"strict",
      "defaultAccess":{"role":"user","identityType":"service"},
      "allowedNetworks":["192.0.2.0/24","2001:DB8::/32"]})");
  ASSERT_EQ(changed.status, 200) << changed.body;
  const json::Object after = identity_access();
  EXPECT_EQ(body_of(changed), after);
  EXPECT_EQ(after.at("scimEnabled"), true);
  EXPECT_EQ(after.at("attributeProfile"), "full");
  EXPECT_EQ(after.at("rejectExtraAttributes"), true);
  EXPECT_EQ(after.at("conformance"), "strict");
  EXPECT_EQ(after.at("defaultAccess").at("identityType"), "service");
  EXPECT_EQ(after.at("allowedNetworks"), (json::Value{"192.0.2.0/24", "2001:db8::/32"}));
  EXPECT_THAT(types(),
              ElementsAre("organisation.created", "scim.enabled",
                          "organisation.default_access_changed", "organisation.settings_changed"));
}

TEST_F(OrganisationApi, AChangeOfTheDefaultIsOneEntryWithBeforeAndAfter) {
  ASSERT_EQ(change(R"({"defaultAccess":null})").status, 200);
  ASSERT_EQ(change(R"({"defaultAccess":null,"scimEnabled":false})").status, 200);
  EXPECT_THAT(types(), ElementsAre("organisation.created", "organisation.default_access_changed"));
  EXPECT_EQ(journal().back().data,
            R"({"before":{"role":"user","identityType":"human"},"after":null})");
  EXPECT_EQ(journal().back().cause, "request-1");
}

TEST_F(OrganisationApi, SaysWhatIsWrongWithAChange) {
  for (const auto& [body, detail] : std::vector<std::pair<const char*, const char*>>{
           {R"({"tenantUrl":"x"})", "\"tenantUrl\""},
           {R"({"scimEnabled":"yes"})", "scimEnabled must be"},
           {R"({"attributeProfile":"some"})", "minimal or full"},
           {R"({"conformance":"loose"})", "tolerant or strict"},
           {R"({"defaultAccess":"human"})", "defaultAccess"},
           {R"({"defaultAccess":{"role":"user"}})", "human"},
           {R"({"defaultAccess":{"role":"admin","identityType":"human"}})", "never Admin (Human)"},
           {R"({"allowedNetworks":"192.0.2.0/24"})", "allowedNetworks"},
           {R"({"allowedNetworks":["192.0.2.1/24"]})", "192.0.2.1/24"}}) {
    EXPECT_THAT(problem(change(body), 400), HasSubstr(detail)) << body;
  }
  EXPECT_THAT(types(), ElementsAre("organisation.created"));
}

TEST_F(OrganisationApi, GoingToMinimalNeedsConfirmation) {  // design §2.4
  ASSERT_EQ(change(R"({"attributeProfile":"full"})").status, 200);
  EXPECT_THAT(problem(change(R"({"attributeProfile":"minimal"})"), 409), HasSubstr("confirmPurge"));
  EXPECT_EQ(identity_access().at("attributeProfile"), "full");
  EXPECT_EQ(change(R"({"attributeProfile":"minimal","confirmPurge":true})").status, 200);
  EXPECT_EQ(identity_access().at("attributeProfile"), "minimal");
  EXPECT_TRUE(identity_access().at("purging").is_null()) << "there are no users";
}

// The server removes the values by itself, whatever happens to this request.
TEST_F(OrganisationApi, GoingToMinimalIsAcceptedAndTellsItsProgress) {
  ASSERT_EQ(change(R"({"attributeProfile":"full"})").status, 200);
  add_member("ada@x.example", std::nullopt);
  add_member("bob@x.example", std::nullopt);
  const http::Response accepted = change(R"({"attributeProfile":"minimal","confirmPurge":true})");
  EXPECT_EQ(accepted.status, 202) << accepted.body;
  const json::Value begun = json::parse(R"({"done":0,"total":2})").value();
  EXPECT_EQ(body_of(accepted).at("purging"), begun);
  EXPECT_EQ(change(R"({"logBodies":true})").status, 200) << "another change begins nothing";
  EXPECT_EQ(identity_access().at("purging"), begun);
  admin::LongWorks works({store_.session(), store_.clock(), store_.random(), "server"});
  while (works.step().value()) {
  }
  EXPECT_TRUE(identity_access().at("purging").is_null());
}

}  // namespace
}  // namespace provost::api::admin_api
