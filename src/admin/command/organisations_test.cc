#include "admin/command/organisations.h"

#include <gtest/gtest.h>

#include "admin/organisation/organisations.h"
#include "json/json.h"
#include "scim/resource/read.h"
#include "scim/resource/validate.h"
#include "store/testing/memory_store.h"

namespace provost::admin {
namespace {

using scim::schema::Profile;

class Organisations : public ::testing::Test {
 protected:
  OrgId make(const char* id, Profile profile = Profile::minimal) {
    OrgId org{id};
    EXPECT_TRUE(create_organisation(admin_, org, {.name = "Name", .profile = profile}).has_value());
    return org;
  }
  store::OrgSettings settings(const OrgId& id) {
    return identity::find_organisation(admin_, id).value().settings;
  }
  // Stores a user like the full profile would.
  ResourceId add_user(const OrgId& id, const char* body) {
    const auto registry = scim::schema::registry_of(Profile::full);
    const auto& type = registry->type(scim::schema::user_type);
    const auto resource =
        scim::resource::validate(scim::resource::read(json::parse(body).value(), type, {}).value(),
                                 type)
            .value();
    const ResourceId user = new_id(store_.clock().now(), store_.random());
    const auto key = identity::find_organisation(admin_, id).value().key;
    EXPECT_TRUE(store::write_and_wait(store_.session(), key, [&](store::Writer& writer) {
                  return writer.insert(type.number, user, resource, store_.clock().now());
                }).has_value());
    return user;
  }
  json::Object document(const OrgId& id, const ResourceId& user) {
    std::string text;
    const auto key = identity::find_organisation(admin_, id).value().key;
    EXPECT_TRUE(store::read_and_wait(store_.session(), key, [&](store::Reader& reader) {
                  text = reader.load(scim::schema::user_type, user).value().document;
                }).has_value());
    return json::parse(text).value().as_object();
  }

  testing::MemoryStore store_;
  identity::Admin admin_{store_.session(), store_.clock(), store_.random(), "test"};
};

TEST(ReadOrgId, TakesWhatCanStandInATenantUrl) {
  for (const char* good : {"a", "acme", "0x", "acme-eu-1"}) {
    EXPECT_TRUE(read_org_id(good).has_value()) << good;
  }
  EXPECT_TRUE(read_org_id(std::string(63, 'a')).has_value());
  for (const std::string bad : {"", "-a", "Acme", "a_b", "a.b", "a/b", "ä"}) {
    EXPECT_EQ(read_org_id(bad).error().code, Code::invalid_value) << bad;
  }
  EXPECT_TRUE(read_org_id(std::string(64, 'a')).has_error());
}

TEST(ReadOrgId, RefusesWordsOfTheServer) {
  for (const char* word :
       {"api", "console", "assets", "setup", "oauth", "healthz", "readyz", "metrics"}) {
    EXPECT_TRUE(read_org_id(word).has_error()) << word;
  }
}

TEST_F(Organisations, StartWithScimDisabledAndTheMinimalProfile) {
  const OrgId acme = make("acme");
  EXPECT_FALSE(settings(acme).scim_enabled);
  EXPECT_EQ(settings(acme).profile, Profile::minimal);
  EXPECT_EQ(create_organisation(admin_, acme, {}).error().code, Code::uniqueness);
  EXPECT_EQ(identity::find_organisation(admin_, OrgId("other")).error().code, Code::not_found);
}

TEST_F(Organisations, SettingsChangeTogetherOrNotAtAll) {
  const OrgId acme = make("acme");
  ASSERT_TRUE(
      set_organisation(admin_, acme,
                       {"name=Acme", "reject-extra=true", "conformance=strict", "attributes=full"},
                       false)
          .has_value());
  EXPECT_EQ(settings(acme).name, "Acme");
  EXPECT_TRUE(settings(acme).reject_extra);
  EXPECT_TRUE(settings(acme).strict);
  EXPECT_EQ(settings(acme).profile, Profile::full);
  for (const char* bad :
       {"name", "colour=red", "reject-extra=yes", "conformance=loose", "attributes=some"}) {
    EXPECT_EQ(set_organisation(admin_, acme, {"name=Changed", bad}, false).error().code,
              Code::invalid_value)
        << bad;
    EXPECT_EQ(settings(acme).name, "Acme") << bad;
  }
}

TEST_F(Organisations, GoingToMinimalNeedsConfirmationAndPurges) {  // design §2.4
  const OrgId acme = make("acme", Profile::full);
  const ResourceId ada = add_user(acme, R"({"userName":"ada@x.example","externalId":"e1",
      "displayName":"Ada","emails":[{"value":"ada@x.example","type":"work"}]})");
  const ResourceId bob = add_user(acme, R"({"userName":"bob","active":true,"title":"Boss"})");
  EXPECT_EQ(set_organisation(admin_, acme, {"attributes=minimal"}, false).error().code,
            Code::conflict);
  EXPECT_TRUE(document(acme, ada).contains("displayName"));

  ASSERT_TRUE(set_organisation(admin_, acme, {"attributes=minimal"}, true).has_value());
  EXPECT_FALSE(document(acme, ada).contains("displayName"));
  EXPECT_FALSE(document(acme, ada).contains("emails"));
  EXPECT_EQ(document(acme, ada)["externalId"], "e1");
  EXPECT_EQ(document(acme, ada)["active"], true);
  // A userName that is not an e-mail address stays; the rest is removed.
  EXPECT_EQ(document(acme, bob)["userName"], "bob");
  EXPECT_FALSE(document(acme, bob).contains("title"));
}

TEST_F(Organisations, DeletedOnesAreGoneWithAllTheyHad) {
  const OrgId acme = make("acme", Profile::full);
  add_user(acme, R"({"userName":"ada@x.example"})");
  const OrgId other = make("other");
  ASSERT_TRUE(delete_organisation(admin_, acme).has_value());
  EXPECT_EQ(identity::find_organisation(admin_, acme).error().code, Code::not_found);
  EXPECT_EQ(delete_organisation(admin_, acme).error().code, Code::not_found);
  EXPECT_EQ(identity::list_organisations(admin_).size(), 1u);
  // The id is free again, and nothing of the old organisation reappears with it.
  const OrgId again = make("acme");
  std::size_t users = 1;
  ASSERT_TRUE(store::read_and_wait(
                  store_.session(), identity::find_organisation(admin_, again).value().key,
                  [&](store::Reader& reader) { users = reader.count(scim::schema::user_type); })
                  .has_value());
  EXPECT_EQ(users, 0u);
  EXPECT_TRUE(identity::find_organisation(admin_, other).has_value());
}

}  // namespace
}  // namespace provost::admin
