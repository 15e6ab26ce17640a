#include "admin/chores/retention.h"

#include <gtest/gtest.h>

#include "admin/command/organisations.h"
#include "identity/operator_keys.h"
#include "store/journal.h"
#include "store/testing/memory_store.h"

namespace provost::admin {
namespace {

constexpr std::int64_t day_s = 86'400;

class Retention : public ::testing::Test {
 protected:
  void SetUp() override {
    for (const char* org : {"acme", "globex"}) {
      ASSERT_TRUE(create_organisation(admin_, OrgId(org), {.name = org}).has_value());
    }
  }

  store::OrgKey key_of(const char* org) {
    return identity::find_organisation(admin_, OrgId(org))->key;
  }
  void append(const char* org, int entries) {
    ASSERT_TRUE(store::write_and_wait(store_.session(), key_of(org),
                                      [&](store::Writer& writer) -> Result<void> {
                                        for (int i = 0; i < entries; ++i) {
                                          writer.append({.type = "t", .values = "v"});
                                        }
                                        writer.change_journal().seal();
                                        return {};
                                      })
                    .has_value());
  }
  store::JournalBounds bounds(const char* org) {
    store::JournalBounds bounds;
    EXPECT_TRUE(store::read_and_wait(store_.session(), key_of(org), [&](store::Reader& reader) {
                  bounds = reader.journal().bounds();
                }).has_value());
    return bounds;
  }
  store::SealedEntry entry(const char* org, std::int64_t seq) {
    store::SealedEntry found;
    EXPECT_TRUE(store::read_and_wait(store_.session(), key_of(org), [&](store::Reader& reader) {
                  found = reader.journal(seq - 1, 1).at(0);
                }).has_value());
    return found;
  }
  static int steps_of(JournalRetention& retention) {
    int steps = 0;
    for (; retention.step().value(); ++steps) {
      EXPECT_LT(steps, 100);
    }
    return steps;
  }

  testing::MemoryStore store_;
  identity::Admin admin_{store_.session(), store_.clock(), store_.random(), "server"};
};

TEST_F(Retention, TakesWhatIsOlderAndAnchorsTheRest) {
  append("acme", 3);
  const std::string mac = entry("acme", 4).mac;
  store_.clock().advance_s(11 * day_s);
  append("acme", 2);
  JournalRetention retention(admin_, 10);
  steps_of(retention);
  EXPECT_EQ(bounds("acme").first, 5);
  EXPECT_EQ(bounds("acme").last, 7);
  const store::JournalEntry anchor = entry("acme", 7).entry;
  EXPECT_EQ(anchor.type, "journal.trimmed");
  EXPECT_EQ(anchor.actor, "server");
  const json::Object data = json::parse(anchor.data).value().as_object();
  EXPECT_EQ(data.at("through"), 4);
  EXPECT_EQ(data.at("mac").as_string().size(), 2 * mac.size());
}

TEST_F(Retention, LeavesYoungEntriesAndTheLastOne) {
  store_.clock().advance_s(11 * day_s);
  JournalRetention retention(admin_, 10);
  steps_of(retention);
  EXPECT_EQ(bounds("globex").first, 1) << "the only entry stays, however old";
  EXPECT_EQ(bounds("globex").last, 1);

  JournalRetention longer(admin_, 12);
  append("acme", 3);
  steps_of(longer);
  EXPECT_EQ(bounds("acme").first, 1);
}

TEST_F(Retention, GoesInSlicesThatEachLeaveAnAnchor) {
  append("acme", 4500);
  store_.clock().advance_s(2 * day_s);
  append("acme", 1);
  JournalRetention retention(admin_, 1);
  EXPECT_GE(steps_of(retention), 3);
  EXPECT_EQ(bounds("acme").first, 4502);
  EXPECT_EQ(bounds("acme").last, 4502 + 3);
}

// However much of it the store has sealed by then (docs/decisions/0019).
TEST_F(Retention, TakesEntriesThatWaitToBeSealedToo) {
  const auto append_many = [](store::Writer& writer) -> Result<void> {
    for (int i = 0; i < 8000; ++i) {
      writer.append({.type = "t"});
    }
    return {};
  };
  const auto trim = [&](store::Writer& writer) -> Result<void> {
    TRY(trim_journal(writer, store_.clock().now().plus_s(day_s), 100'000));
    return {};
  };
  ASSERT_TRUE(store::write_and_wait(store_.session(), key_of("acme"), append_many).has_value());
  ASSERT_TRUE(store::write_and_wait(store_.session(), key_of("acme"), trim).has_value());
  const store::JournalBounds left = bounds("acme");
  EXPECT_EQ(left.first, 8001);
  EXPECT_EQ(left.last, 8002);
  EXPECT_EQ(left.numbered, 8002);
  EXPECT_EQ(entry("acme", 8002).entry.type, "journal.trimmed");
}

TEST_F(Retention, LooksOnceADayAndNeverWhenAllIsKept) {
  store_.clock().advance_s(11 * day_s);
  JournalRetention for_ever(admin_, 0);
  EXPECT_EQ(steps_of(for_ever), 0);
  JournalRetention retention(admin_, 10);
  EXPECT_EQ(steps_of(retention), 3) << "one for each organisation, and one for the installation";
  EXPECT_EQ(steps_of(retention), 0);
  store_.clock().advance_s(day_s);
  EXPECT_EQ(steps_of(retention), 3);
}

TEST_F(Retention, TheInstallationsJournalIsKeptAsLong) {
  ASSERT_TRUE(identity::create_operator_key(admin_, "old").has_value());
  store_.clock().advance_s(11 * day_s);
  ASSERT_TRUE(identity::create_operator_key(admin_, "new").has_value());
  JournalRetention retention(admin_, 10);
  steps_of(retention);
  store::JournalBounds bounds;
  ASSERT_TRUE(
      store::read_and_wait(store_.session(), store::installation, [&](store::Reader& reader) {
        bounds = reader.journal().bounds();
      }).has_value());
  EXPECT_EQ(bounds.last - bounds.first, 1) << "the new key, and what says where it begins";
}

TEST_F(Retention, ForgetsOrganisationsThatAreRemoved) {
  append("acme", 3);
  store_.clock().advance_s(11 * day_s);
  append("acme", 1);
  JournalRetention retention(admin_, 10);
  ASSERT_TRUE(retention.step().value());
  ASSERT_TRUE(delete_organisation(admin_, OrgId("acme")).has_value());
  EXPECT_LE(steps_of(retention), 3);
}

}  // namespace
}  // namespace provost::admin
