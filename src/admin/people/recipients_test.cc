#include "admin/people/recipients.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "admin/command/organisations.h"
#include "identity/setup_links.h"
#include "store/access.h"
#include "store/contract/fixture.h"
#include "store/testing/memory_store.h"

namespace provost::admin {
namespace {

using access::Target;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class NoticePeople : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(create_organisation(admin_, acme_, {.name = "Acme"}).has_value());
    org_ = identity::find_organisation(admin_, acme_).value().key;
  }
  void add(const std::string& name, access::Source source, std::optional<Target> target) {
    const ResourceId id = new_id(store_.clock().now(), store_.random());
    ASSERT_TRUE(store::write_and_wait(admin_.session, org_, [&](store::Writer& writer) {
                  writer.change_access().save_access(id, std::nullopt,
                                                     {{.source = source, .target = target}, {}});
                  return writer.insert(scim::schema::user_type, id, store::contract::user(name),
                                       store_.clock().now());
                }).has_value());
  }
  identity::NewSetupLink invite(const std::string& email) {
    return identity::create_setup_link(admin_, acme_, {.name = "Con", .email = email}).value();
  }
  std::vector<std::string> told() {
    std::vector<std::string> all;
    EXPECT_TRUE(store::read_and_wait(admin_.session, org_, [&](store::Reader& reader) {
                  const Recipients found = recipients_of(reader, store_.clock().now());
                  without_address_ = found.without_address;
                  for (const Recipient& one : found.all) {
                    all.push_back(std::string(one.type) + " " + one.address);
                  }
                }).has_value());
    return all;
  }

  testing::MemoryStore store_;
  identity::Admin admin_{store_.session(), store_.clock(), store_.random(), "test"};
  OrgId acme_{"acme"};
  store::OrgKey org_{};
  std::size_t without_address_ = 0;
};

TEST_F(NoticePeople, AreActiveHumanAdminsWithAnAddress) {
  add("ada@acme.example", access::Source::group, Target::admin_human);
  add("bob@acme.example", access::Source::direct, Target::admin_human);
  add("svc@acme.example", access::Source::group, Target::admin_service);
  add("cam@acme.example", access::Source::group, Target::user_human);
  add("gone@acme.example", access::Source::none, std::nullopt);
  add("j\xc3\xbcrgen@acme.example", access::Source::group, Target::admin_human);
  EXPECT_THAT(told(), ElementsAre("member ada@acme.example", "member bob@acme.example"));
  EXPECT_EQ(without_address_, 1U);
}

TEST_F(NoticePeople, AreContactsWhoseLinkWorksOrWhoAreTheOnlyOnes) {
  const identity::NewSetupLink link = invite("con@acme.example");
  invite("CON@acme.example");
  const identity::NewSetupLink revoked = invite("out@acme.example");
  ASSERT_TRUE(identity::revoke_setup_link(admin_, acme_, revoked.link.id).has_value());
  EXPECT_THAT(told(), ElementsAre("contact CON@acme.example"));
  store_.clock().advance_s(identity::setup_link_life_s);
  EXPECT_THAT(told(), ElementsAre("contact CON@acme.example")) << "nobody else is there";
  add("ada@acme.example", access::Source::group, Target::admin_human);
  EXPECT_THAT(told(), ElementsAre("member ada@acme.example"));
}

TEST_F(NoticePeople, OneAddressIsToldOnce) {
  add("ada@acme.example", access::Source::group, Target::admin_human);
  invite("Ada@acme.example");
  EXPECT_THAT(told(), ElementsAre("member ada@acme.example"));
}

TEST_F(NoticePeople, MayBeNobody) {
  EXPECT_THAT(told(), IsEmpty());
}

}  // namespace
}  // namespace provost::admin
