#include "provision/access/ended.h"

#include <gmock/gmock.h>

#include "provision/access/access_changes.h"
#include "provision/access/preview.h"
#include "provision/testing/fixture.h"
#include "store/credentials.h"

namespace provost::provision {
namespace {

using access::Target;
using store::CredentialKind;
using ::testing::HasSubstr;
using ::testing::Not;

// Sessions and API keys end for good when their reason ends (design rule 23).
class EndedTest : public ProvisionTest {
 protected:
  void give(const ResourceId& user, CredentialKind kind, std::optional<Timestamp> expires = {}) {
    store::Credential made;
    made.id = std::to_string(++made_);
    made.kind = kind;
    made.user = user;
    made.name = "n";
    made.lookup = "look" + made.id;
    made.hash = "h";
    made.expires = expires;
    change([&](store::Writer& writer) -> Result<void> {
      writer.change_credentials().insert(made);
      return {};
    });
  }
  std::size_t count(const ResourceId& user, CredentialKind kind) {
    return read_with<std::size_t>(
        [&](store::Reader& reader) { return reader.credentials().count(user, kind); });
  }
  std::size_t sessions(const ResourceId& user) { return count(user, CredentialKind::session); }
  std::size_t api_keys(const ResourceId& user) { return count(user, CredentialKind::api_key); }

  void change(const store::WriteWork& work) {
    const Result<void> done = store::write_and_wait(store_.session(), org_, work);
    ASSERT_TRUE(done.has_value()) << done.error().detail;
  }
  void map(const ResourceId& group, std::optional<Target> target) {
    const Context now = context();
    change([&](store::Writer& writer) {
      AccessChanges changes(writer, now);
      changes.map({group}, target, deltas_of(writer.access(), {{group, target}}));
      return changes.settle({.by = Demand::By::hand, .override_reason = "test"});
    });
  }
  void set_active(const ResourceId& user, bool active) {
    patch(scim::schema::user_type, user,
          active ? R"([{"op":"replace","path":"active","value":true}])"
                 : R"([{"op":"replace","path":"active","value":false}])")
        .value();
  }
  void remove(const ResourceId& user) {
    change([&](store::Writer& writer) -> Result<void> {
      TRY(provision::remove(writer, type(scim::schema::user_type), user, {}, context()));
      return {};
    });
  }
  // The data of the newest entry of that type.
  std::string data_of(std::string_view type) {
    std::string data;
    for (const store::SealedEntry& sealed : journal()) {
      data = sealed.entry.type == type ? sealed.entry.data : data;
    }
    return data;
  }

  int made_ = 0;
};

TEST_F(EndedTest, DeactivationEndsSessionsForGood) {
  const ResourceId ada = user("ada@x.example");
  const ResourceId bob = user("bob@x.example");
  give(ada, CredentialKind::session);
  give(ada, CredentialKind::session);
  give(ada, CredentialKind::session, store_.clock().now());  // it had already expired
  give(bob, CredentialKind::session);
  set_active(ada, false);
  EXPECT_EQ(sessions(ada), 0u);
  EXPECT_EQ(sessions(bob), 1u) << "of nobody else";
  EXPECT_THAT(data_of("access.changed"), HasSubstr(R"(,"ended":{"sessions":2,"apiKeys":0}})"));
  set_active(ada, true);
  EXPECT_EQ(sessions(ada), 0u) << "restoring her revives none";
  EXPECT_THAT(data_of("access.changed"), Not(HasSubstr("ended")));
}

TEST_F(EndedTest, DeletionEndsThemAndItsEntrySaysHowMany) {
  const ResourceId ada = user("ada@x.example");
  give(ada, CredentialKind::session);
  remove(ada);
  EXPECT_EQ(sessions(ada), 0u);
  EXPECT_EQ(data_of("user.deleted"), R"({"ended":{"sessions":1,"apiKeys":0}})");
  const ResourceId bob = user("bob@x.example");
  remove(bob);
  EXPECT_EQ(data_of("user.deleted"), "{}");
}

TEST_F(EndedTest, AnotherWayInEndsWhatTheOldOneHad) {
  const ResourceId ada = user("ada@x.example");
  const ResourceId staff = group("Staff", {ada});
  give(ada, CredentialKind::session);
  map(staff, Target::user_service);  // Human -> Service account
  EXPECT_EQ(sessions(ada), 0u);
  EXPECT_THAT(data_of("access.changed"), HasSubstr(R"("ended":{"sessions":1,"apiKeys":0})"));
  give(ada, CredentialKind::api_key);
  map(staff, Target::admin_service);
  EXPECT_EQ(api_keys(ada), 1u) << "more or less of the same way in ends nothing";
  map(staff, std::nullopt);  // unmapped: the default is User (Human)
  EXPECT_EQ(api_keys(ada), 0u);
  EXPECT_THAT(data_of("access.changed"), HasSubstr(R"("ended":{"sessions":0,"apiKeys":1})"));
  map(staff, Target::admin_service);
  EXPECT_EQ(api_keys(ada), 0u);
}

TEST_F(EndedTest, LosingAdminAloneEndsNoSession) {
  const ResourceId ada = user("ada@x.example");
  const ResourceId staff = group("Staff", {ada});
  map(staff, Target::admin_human);
  give(ada, CredentialKind::session);
  map(staff, Target::user_human);
  EXPECT_EQ(sessions(ada), 1u);
}

TEST_F(EndedTest, LeavingAGroupEndsTheKeysThatItGave) {
  const ResourceId robot = user("robot@x.example");
  const ResourceId inner = group("Inner", {robot});
  const ResourceId outer = group("Outer", {inner});
  map(outer, Target::user_service);
  give(robot, CredentialKind::api_key);
  patch(scim::schema::group_type, outer, R"([{"op":"remove","path":"members"}])").value();
  EXPECT_EQ(api_keys(robot), 0u);
}

TEST_F(EndedTest, WhoIsRetainedKeepsTheirSessionsUntilThatIsDismissed) {
  change([](store::Writer& writer) -> Result<void> {
    store::OrgSettings settings = writer.settings();
    settings.default_access.reset();
    writer.save_settings(settings);
    return {};
  });
  const ResourceId ada = user("ada@x.example");
  const ResourceId admins = group("Admins", {ada});
  map(admins, Target::admin_human);
  give(ada, CredentialKind::session);
  patch(scim::schema::group_type, admins, R"([{"op":"remove","path":"members"}])").value();
  EXPECT_EQ(sessions(ada), 1u);
  const Context now = context();
  change([&](store::Writer& writer) {
    AccessChanges changes(writer, now);
    changes.dismiss_retained(ada);
    return changes.settle({.by = Demand::By::hand, .override_reason = "left"});
  });
  EXPECT_EQ(sessions(ada), 0u);
}

TEST_F(EndedTest, OfManyPeopleThoseWhoHaveOneLoseTheirOwn) {
  std::vector<ResourceId> people;
  for (int n = 0; n < 40; ++n) {
    people.push_back(user(std::to_string(n) + "@x.example"));
  }
  const ResourceId outsider = user("outsider@x.example");
  const ResourceId staff = group("Staff", people);
  for (const std::size_t holder :
       {std::size_t{0}, std::size_t{7}, std::size_t{8}, std::size_t{39}}) {
    give(people[holder], CredentialKind::session);
  }
  give(outsider, CredentialKind::session);
  map(staff, Target::user_service);
  for (const ResourceId& person : people) {
    EXPECT_EQ(sessions(person), 0u);
  }
  EXPECT_EQ(sessions(outsider), 1u);
  int ended = 0;
  for (const store::SealedEntry& sealed : journal()) {
    ended += sealed.entry.data.find("ended") == std::string::npos ? 0 : 1;
  }
  EXPECT_EQ(ended, 4);
}

TEST_F(EndedTest, WhatIsRefusedEndsNothing) {  // design rule 10: the guard
  const ResourceId ada = user("ada@x.example");
  const ResourceId admins = group("Admins", {ada});
  map(admins, Target::admin_human);
  give(ada, CredentialKind::session);
  const Context now = context();
  const Result<void> refused =
      store::write_and_wait(store_.session(), org_, [&](store::Writer& writer) {
        AccessChanges changes(writer, now);
        changes.map({admins}, Target::user_service,
                    deltas_of(writer.access(), {{admins, Target::user_service}}));
        return changes.settle({.by = Demand::By::hand});
      });
  EXPECT_EQ(refused.error().code, Code::conflict);
  EXPECT_EQ(sessions(ada), 1u);
}

}  // namespace
}  // namespace provost::provision
