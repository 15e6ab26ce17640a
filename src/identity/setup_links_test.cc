#include "identity/setup_links.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "identity/token_text.h"
#include "store/contract/fixture.h"
#include "store/testing/memory_store.h"

namespace provost::identity {
namespace {

using store::SetupLink;
using ::testing::ElementsAre;

constexpr std::int64_t day_s = 86400;

class SetupLinks : public ::testing::Test {
 protected:
  void SetUp() override { org_ = store_.add(acme_, {.name = "Acme"}); }
  Timestamp now() { return store_.clock().now(); }
  NewSetupLink make(const SetupLinkWish& wish = {.name = "Ada"}) {
    return create_setup_link(admin_, acme_, wish).value();
  }
  void write(const store::WriteWork& work) {
    const Result<void> done = store::write_and_wait(admin_.session, org_, work);
    ASSERT_TRUE(done.has_value()) << done.error().detail;
  }
  void suspend(bool suspended) {
    write([&](store::Writer& writer) -> Result<void> {
      store::OrgSettings settings = writer.settings();
      settings.suspended = suspended;
      writer.save_settings(settings);
      return {};
    });
  }
  // The result of redeeming it, or the reason for a refusal.
  Result<std::optional<NewContactSession>> redeem(const NewSetupLink& link,
                                                  std::string_view name = "") {
    Result<std::optional<NewContactSession>> opened = std::optional<NewContactSession>();
    const auto work = [&](store::Writer& writer) -> Result<void> {
      opened = redeem_setup_link(writer, link.link.id, name, {now(), "192.0.2.7", "browser"},
                                 store_.random(), {"contact:" + link.link.id, "r1"});
      return opened.has_value() ? Result<void>() : Result<void>(opened.error());
    };
    (void)store::write_and_wait(admin_.session, org_, work);
    return opened;
  }
  SetupLink stored(const NewSetupLink& made) {
    for (const SetupLink& link : list_setup_links(admin_, acme_).value()) {
      if (link.id == made.link.id) {
        return link;
      }
    }
    ADD_FAILURE() << "the link is gone";
    return {};
  }
  SetupLinkState state(const NewSetupLink& made) { return state_of(stored(made), now()); }
  void shorten() {
    write([&](store::Writer& writer) -> Result<void> {
      shorten_setup_links(writer, now(), {"member:m", "r2"});
      return {};
    });
  }
  std::vector<std::string> types() {
    std::vector<std::string> all;
    EXPECT_TRUE(store::read_and_wait(admin_.session, org_, [&](store::Reader& reader) {
                  for (const store::SealedEntry& sealed : reader.journal(0, 1000)) {
                    if (sealed.entry.subject_type == setup_link_subject) {
                      all.push_back(sealed.entry.type + " " + sealed.entry.actor);
                    }
                  }
                }).has_value());
    return all;
  }

  const OrgId acme_{"acme"};
  store::OrgKey org_{};
  testing::MemoryStore store_;
  Admin admin_{store_.session(), store_.clock(), store_.random(), "cli"};
};

TEST_F(SetupLinks, ALinkLivesSevenDaysAndOnlyItsHashIsKept) {
  const NewSetupLink made = make({.name = "Ada", .email = "ada@acme.example"});
  EXPECT_TRUE(made.text.starts_with(setup_link_prefix));
  const SetupLink link = stored(made);
  EXPECT_EQ(link.expires, now().plus_s(7 * day_s));
  EXPECT_EQ(link.hash, hash_of(made.text));
  EXPECT_EQ(link.created_by, "cli");
  EXPECT_EQ(state(made), SetupLinkState::open);
  store_.clock().advance_s(7 * day_s);
  EXPECT_EQ(state(made), SetupLinkState::expired);
  EXPECT_FALSE(redeem(made)->has_value()) << "an expired link opens nothing";
}

TEST_F(SetupLinks, ALinkIsRedeemedOnceAndItsSessionEndsWithIt) {
  const NewSetupLink made = make();
  store_.clock().advance_s(day_s);
  const auto opened = redeem(made).value();
  ASSERT_TRUE(opened.has_value());
  EXPECT_TRUE(opened->text.starts_with(contact_session_prefix));
  EXPECT_EQ(stored(made).session_hash, hash_of(opened->text));
  EXPECT_EQ(stored(made).redeemed.address, "192.0.2.7");
  EXPECT_EQ(state(made), SetupLinkState::redeemed);
  EXPECT_FALSE(redeem(made)->has_value()) << "once";
  store_.clock().advance_s(6 * day_s - 1);
  EXPECT_TRUE(is_live_contact(stored(made), now()));
  store_.clock().advance_s(1);
  EXPECT_FALSE(is_live_contact(stored(made), now()));
}

TEST_F(SetupLinks, ValuesThatAreWrongAreNamed) {
  const auto refused = [&](const SetupLinkWish& wish) {
    const auto made = create_setup_link(admin_, acme_, wish);
    EXPECT_TRUE(made.has_error());
    return made.has_error() ? made.error().detail : std::string();
  };
  using ::testing::HasSubstr;
  EXPECT_THAT(refused({.name = "Ada\nBcc: eve"}), HasSubstr("name"));
  EXPECT_THAT(refused({.name = "Ada \u202E"}), HasSubstr("name"));
  EXPECT_THAT(refused({.name = std::string(101, 'a')}), HasSubstr("name"));
  EXPECT_THAT(refused({.email = "no address"}), HasSubstr("email"));
  EXPECT_THAT(refused({.return_url = "javascript:alert(1)"}), HasSubstr("returnUrl"));
  EXPECT_THAT(refused({.return_url = "http://shop.example/"}), HasSubstr("returnUrl"));
  EXPECT_THAT(refused({.life_s = 299}), HasSubstr("5 minutes"));
  EXPECT_THAT(refused({.life_s = 30 * day_s + 1}), HasSubstr("30 days"));
  EXPECT_TRUE(list_setup_links(admin_, acme_)->empty());
}

TEST_F(SetupLinks, AContactWithoutANameIsAskedForIt) {
  const NewSetupLink made = make({});
  EXPECT_EQ(redeem(made).error().code, Code::invalid_value);
  EXPECT_EQ(redeem(made, "Eve\x07").error().code, Code::invalid_value);
  EXPECT_EQ(state(made), SetupLinkState::open) << "nothing changed";
  ASSERT_TRUE(redeem(made, "Bea").value().has_value());
  EXPECT_EQ(stored(made).name, "Bea");
  const NewSetupLink named = make();
  ASSERT_TRUE(redeem(named, "Mallory").value().has_value());
  EXPECT_EQ(stored(named).name, "Ada") << "whoever invited said who it is";
}

TEST_F(SetupLinks, ARevokedLinkAndItsSessionEndForGood) {
  const NewSetupLink open = make();
  const NewSetupLink used = make();
  ASSERT_TRUE(redeem(used).value().has_value());
  ASSERT_TRUE(revoke_setup_link(admin_, acme_, open.link.id).has_value());
  ASSERT_TRUE(revoke_setup_link(admin_, acme_, used.link.id).has_value());
  ASSERT_TRUE(revoke_setup_link(admin_, acme_, used.link.id).has_value()) << "it is so already";
  EXPECT_EQ(revoke_setup_link(admin_, acme_, "nobody").error().code, Code::not_found);
  EXPECT_EQ(state(open), SetupLinkState::revoked);
  EXPECT_FALSE(redeem(open)->has_value());
  EXPECT_FALSE(is_live_contact(stored(used), now()));
  EXPECT_THAT(types(), ElementsAre("setup_link.created cli", "setup_link.created cli",
                                   "setup_link.redeemed contact:" + used.link.id,
                                   "setup_link.revoked cli", "setup_link.revoked cli"));
}

TEST_F(SetupLinks, ASuspendedOrganisationLetsNobodyRedeem) {
  const NewSetupLink made = make();
  suspend(true);
  EXPECT_EQ(redeem(made).error().code, Code::forbidden);
  suspend(false);
  EXPECT_TRUE(redeem(made).value().has_value());
}

TEST_F(SetupLinks, TheFirstSignInOfAnAdminLeavesSevenDaysUnlessTheLinkIsKept) {
  const NewSetupLink longer = make({.name = "Ada", .life_s = 30 * day_s});
  const NewSetupLink kept = make({.name = "Bea", .life_s = 30 * day_s, .keep = true});
  const NewSetupLink shorter = make({.name = "Cas", .life_s = 3 * day_s});
  store_.clock().advance_s(day_s);
  const Timestamp first = now();
  shorten();
  EXPECT_EQ(stored(longer).expires, first.plus_s(7 * day_s));
  EXPECT_EQ(stored(kept).expires, kept.link.expires);
  EXPECT_EQ(stored(shorter).expires, shorter.link.expires);
  store_.clock().advance_s(day_s);
  shorten();
  EXPECT_EQ(stored(longer).expires, first.plus_s(7 * day_s)) << "the first sign-in counts";
  EXPECT_THAT(types().back(), "setup_link.shortened member:m");
}

TEST_F(SetupLinks, LinksThatWorkAreLimitedAndEndedOnesGoAtLast) {
  std::vector<NewSetupLink> all;
  for (std::size_t n = 0; n < setup_links_max; ++n) {
    all.push_back(make({.life_s = 300}));
    store_.clock().advance_s(1);
  }
  EXPECT_EQ(create_setup_link(admin_, acme_, {}).error().code, Code::conflict);
  ASSERT_TRUE(revoke_setup_link(admin_, acme_, all.front().link.id).has_value());
  make();
  EXPECT_EQ(list_setup_links(admin_, acme_)->size(), setup_links_max + 1);
  EXPECT_EQ(list_setup_links(admin_, acme_)->back().id, all.front().link.id) << "newest first";
  store_.clock().advance_s(setup_link_kept_s + 300);
  const NewSetupLink last = make();
  EXPECT_EQ(list_setup_links(admin_, acme_)->size(), 2u) << "one has ended within 90 days";
  EXPECT_EQ(list_setup_links(admin_, acme_)->front().id, last.link.id);
}

}  // namespace
}  // namespace provost::identity
