#pragma once

#include "store/contract/fixture.h"
#include "store/history.h"

// Active users over time, and notices.
namespace provost::store::contract {

TEST_P(StoreContract, ASampleOfActiveUsersHoldsUntilTheNext) {
  write(acme_, [&](Writer& writer) {
    HistoryWriter& history = writer.change_history();
    history.save_active_sample({{7200}, 5});
    history.save_active_sample({{3600}, 4});
    history.save_active_sample({{3600}, 3});
  });
  read(acme_, [&](Reader& reader) {
    const auto hours_since = [&](std::int64_t since) {
      std::vector<std::int64_t> hours;
      for (const ActiveSample& sample : reader.history().active_samples({since})) {
        hours.push_back(sample.hour.ms);
      }
      return hours;
    };
    using Hours = std::vector<std::int64_t>;
    EXPECT_EQ(hours_since(0), (Hours{3600, 7200}));
    EXPECT_EQ(hours_since(3600), (Hours{3600, 7200}));
    EXPECT_EQ(hours_since(7199), (Hours{3600, 7200}));
    EXPECT_EQ(hours_since(9000), Hours{7200});
    EXPECT_EQ(reader.history().active_samples({0})[0].active, 3U);
  });
  read(create_org("other"),
       [&](Reader& reader) { EXPECT_TRUE(reader.history().active_samples({0}).empty()); });
}

TEST_P(StoreContract, SamplesThatHoldNoLongerGoInOneOrganisation) {
  const OrgKey other = create_org("other");
  for (const OrgKey org : {acme_, other}) {
    write(org, [&](Writer& writer) {
      for (const std::int64_t at : {1, 2, 3}) {
        writer.change_history().save_active_sample({{at}, 1});
      }
    });
  }
  write(acme_, [&](Writer& writer) { writer.change_history().remove_active_samples({2}); });
  const auto count = [&](OrgKey org) {
    std::size_t samples = 0;
    read(org, [&](Reader& reader) { samples = reader.history().active_samples({0}).size(); });
    return samples;
  };
  EXPECT_EQ(count(acme_), 2U);
  EXPECT_EQ(count(other), 3U);
}

TEST_P(StoreContract, ANoticeIsKeptOnceForEachKindOccurrenceAndRecipient) {
  const OrgKey other = create_org("other");
  write(acme_, [&](Writer& writer) {
    HistoryWriter& history = writer.change_history();
    history.save_notice({.kind = 2, .occurrence = "b", .recipient = "y", .at = {1}});
    history.save_notice({.kind = 1, .occurrence = "a", .recipient = "x", .at = {1}});
    history.save_notice(
        {.kind = 2, .occurrence = "b", .recipient = "y", .state = NoticeState::sent, .at = {2}});
    history.save_notice({.kind = 2, .state = NoticeState::off});
    history.remove_notice({.kind = 1, .occurrence = "a", .recipient = "z"});
  });
  const auto shown = [&](OrgKey org) {
    std::vector<std::string> all;
    read(org, [&](Reader& reader) {
      for (const Notice& one : reader.history().notices()) {
        all.push_back(one.occurrence + one.recipient + std::to_string(one.kind) +
                      std::to_string(static_cast<int>(one.state)) + std::to_string(one.at.ms));
      }
    });
    return all;
  };
  using Shown = std::vector<std::string>;
  EXPECT_EQ(shown(acme_), (Shown{"ax111", "240", "by222"}));
  EXPECT_EQ(shown(other), Shown{});
  write(acme_, [&](Writer& writer) {
    writer.change_history().remove_notice({.kind = 1, .occurrence = "a", .recipient = "x"});
  });
  EXPECT_EQ(shown(acme_), (Shown{"240", "by222"}));
}

TEST_P(StoreContract, ADismissalReplacesTheOneBeforeAndGoesInOneOrganisation) {
  const OrgKey other = create_org("other");
  const Dismissal first{.finding = "no_admin", .at = {1}, .until = {9}, .by = "cli", .count = 3};
  for (const OrgKey org : {acme_, other}) {
    write(org, [&](Writer& writer) { writer.change_history().save_dismissal(first); });
  }
  write(acme_, [&](Writer& writer) {
    Dismissal second = first;
    second.name = "Ada";
    second.severity = 2;
    writer.change_history().save_dismissal(second);
  });
  read(acme_, [&](Reader& reader) {
    const std::vector<Dismissal> all = reader.history().dismissals();
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].name, "Ada");
    EXPECT_EQ(all[0].count, 3U);
    EXPECT_EQ(all[0].until, Timestamp{9});
    EXPECT_EQ(all[0].severity, 2);
  });
  write(acme_, [&](Writer& writer) {
    EXPECT_TRUE(writer.change_history().remove_dismissal("no_admin"));
    EXPECT_FALSE(writer.change_history().remove_dismissal("no_admin"));
  });
  read(acme_, [&](Reader& reader) { EXPECT_TRUE(reader.history().dismissals().empty()); });
  read(other, [&](Reader& reader) { EXPECT_EQ(reader.history().dismissals().size(), 1U); });
}

}  // namespace provost::store::contract
