#include "admin/organisation/settings.h"

#include <gtest/gtest.h>

#include "admin/command/organisations.h"
#include "identity/credentials.h"
#include "store/access.h"
#include "store/contract/fixture.h"
#include "store/testing/memory_store.h"

namespace provost::admin {
namespace {

using access::Target;

class SettingsChanges : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(create_organisation(admin_, acme_, {.name = "Acme"}).has_value());
  }
  Result<void> set(const std::vector<std::string>& assignments) {
    return set_organisation(admin_, acme_, assignments, false);
  }
  store::OrgSettings settings() {
    return identity::find_organisation(admin_, acme_).value().settings;
  }
  std::size_t entries() {
    std::size_t count = 0;
    EXPECT_TRUE(store::read_and_wait(
                    store_.session(), identity::find_organisation(admin_, acme_).value().key,
                    [&](store::Reader& reader) { count = reader.journal(0, 100).size(); })
                    .has_value());
    return count;
  }

  testing::MemoryStore store_;
  identity::Admin admin_{store_.session(), store_.clock(), store_.random(), "test"};
  OrgId acme_{"acme"};
};

TEST_F(SettingsChanges, TheDefaultAccessIsAUserOrNothing) {  // design §2.11
  EXPECT_EQ(settings().default_access, Target::user_human);
  ASSERT_TRUE(set({"default-access=service"}).has_value());
  EXPECT_EQ(settings().default_access, Target::user_service);
  ASSERT_TRUE(set({"default-access=none"}).has_value());
  EXPECT_FALSE(settings().default_access.has_value());
  ASSERT_TRUE(set({"default-access=human"}).has_value());
  EXPECT_EQ(settings().default_access, Target::user_human);
  const Error refused = set({"default-access=admin"}).error();
  EXPECT_EQ(refused.code, Code::invalid_value);
  EXPECT_EQ(refused.detail, "default-access is human, service or none, not \"admin\"");
}

// Design rule 23.
TEST_F(SettingsChanges, AnotherDefaultAccessEndsWhatTheOldOneLetIn) {
  const auto key = identity::find_organisation(admin_, acme_).value().key;
  const auto write = [&](const store::WriteWork& work) {
    ASSERT_TRUE(store::write_and_wait(store_.session(), key, work).has_value());
  };
  const auto give = [&](std::uint32_t user, const access::Access& access) {
    const ResourceId id = store::contract::id_of(user);
    write([&](store::Writer& writer) -> Result<void> {
      writer.change_access().save_access(id, std::nullopt, {access, {}});
      return identity::add_credential(
          writer,
          identity::make_credential(store::CredentialKind::session, id, "test", {},
                                    store_.clock().now(), store_.random(), {"test", {}})
              .credential,
          {"test", {}});
    });
  };
  const auto sessions = [&](std::uint32_t user) {
    std::size_t count = 0;
    EXPECT_TRUE(store::read_and_wait(store_.session(), key, [&](store::Reader& reader) {
                  count = reader.credentials().count(store::contract::id_of(user),
                                                     store::CredentialKind::session);
                }).has_value());
    return count;
  };
  give(1, {access::Source::by_default, {}, {}});
  give(2, {access::Source::direct, Target::user_human, {}});
  ASSERT_TRUE(set({"name=Other"}).has_value());
  EXPECT_EQ(sessions(1), 1u);
  ASSERT_TRUE(set({"default-access=none"}).has_value());
  EXPECT_EQ(sessions(1), 0u);
  EXPECT_EQ(sessions(2), 1u) << "whose access is not the default";
  ASSERT_TRUE(set({"default-access=human"}).has_value());
  EXPECT_EQ(sessions(1), 0u) << "the way back revives none";
  std::string data;
  EXPECT_TRUE(store::read_and_wait(store_.session(), key, [&](store::Reader& reader) {
                for (const store::SealedEntry& sealed : reader.journal(0, 100)) {
                  const bool ends = sealed.entry.data.find("ended") != std::string::npos;
                  data += ends ? sealed.entry.type + sealed.entry.data : "";
                }
              }).has_value());
  EXPECT_EQ(data, R"(organisation.default_access_changed{"before":{"role":"user","identityType":)"
                  R"("human"},"after":null,"ended":{"sessions":1,"apiKeys":0}})");
}

TEST_F(SettingsChanges, NetworksAreKeptInOneForm) {
  ASSERT_TRUE(set({"allowed-networks=192.0.2.7,2001:DB8::/32"}).has_value());
  EXPECT_EQ(settings().allowed_networks,
            (std::vector<std::string>{"192.0.2.7/32", "2001:db8::/32"}));
  for (const char* bad : {"allowed-networks=192.0.2.7/24", "allowed-networks=x",
                          "allowed-networks=192.0.2.7,,192.0.2.8"}) {
    EXPECT_EQ(set({bad}).error().code, Code::invalid_value) << bad;
  }
  ASSERT_TRUE(set({"allowed-networks=any"}).has_value());
  EXPECT_TRUE(settings().allowed_networks.empty());
}

TEST_F(SettingsChanges, WhatStaysAsItIsMakesNoEntry) {
  const std::size_t before = entries();
  ASSERT_TRUE(set({"name=Acme", "conformance=tolerant", "default-access=human"}).has_value());
  EXPECT_EQ(entries(), before);
  ASSERT_TRUE(set_scim_enabled(admin_, acme_, true).has_value());
  EXPECT_EQ(entries(), before + 1);
}

}  // namespace
}  // namespace provost::admin
