#pragma once

#include "store/contract/fixture.h"
#include "store/history.h"

// Active users over time.
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

}  // namespace provost::store::contract
