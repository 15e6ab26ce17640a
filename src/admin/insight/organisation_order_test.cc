#include "admin/insight/organisation_order.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace provost::admin {
namespace {

using ::testing::ElementsAre;

constexpr Timestamp now{1'800'000'000'000};

// Organisations a, b, … with these rows.
class OrganisationOrders : public ::testing::Test {
 protected:
  void add(const std::string& id, std::optional<Health> health, bool suspended = false) {
    known_.all.push_back({store::OrgKey{static_cast<std::int64_t>(known_.all.size()) + 1},
                          OrgId(id), "Name of " + id, id, suspended});
    rows_.push_back(health ? std::make_shared<const Health>(*health) : nullptr);
  }
  std::vector<std::string> ids(std::string_view order, HealthFilter filter = HealthFilter::all) {
    OrganisationWish wish{.filter = filter};
    EXPECT_TRUE(read_order(order, wish).has_value());
    return ids(wish);
  }
  std::vector<std::string> ids(const OrganisationWish& wish) {
    std::vector<std::string> found;
    for (const OrgId& id : sort_organisations(known_, rows_, wish).items) {
      found.push_back(id.str());
    }
    return found;
  }

  KnownOrganisations known_;
  std::vector<HealthBoard::Row> rows_;
};

const Health well{.as_of = now, .requests = 9, .last_write = now, .has_token = true};
const Health failing{.as_of = now,
                     .worst = Severity::warning,
                     .requests = 9,
                     .failures = 7,
                     .has_token = true,
                     .token_expires = now,
                     .needs_attention = true,
                     .is_failing = true};
const Health lost{.as_of = now.plus_s(-5),
                  .worst = Severity::critical,
                  .last_write = now.plus_s(-60),
                  .has_token = true,
                  .token_expires = now.plus_s(60),
                  .needs_attention = true,
                  .is_quiet = true};
const Health set_up{.as_of = now, .worst = Severity::warning, .is_setting_up = true};

TEST_F(OrganisationOrders, TheWorstComesFirst) {
  add("a", well);
  add("b", set_up);
  add("c", failing);
  add("d", std::nullopt);
  add("e", lost, true);
  add("f", lost);
  EXPECT_THAT(ids("health"), ElementsAre("f", "c", "d", "b", "a", "e"));
  EXPECT_THAT(ids("-health"), ElementsAre("e", "a", "b", "d", "c", "f"));
  EXPECT_THAT(ids("health", HealthFilter::attention), ElementsAre("f", "c"));
  EXPECT_THAT(ids("health", HealthFilter::failing), ElementsAre("c"));
  EXPECT_THAT(ids("health", HealthFilter::quiet), ElementsAre("f"));
  EXPECT_THAT(ids("health", HealthFilter::suspended), ElementsAre("e"))
      << "a suspended one is in no other filter";
}

TEST_F(OrganisationOrders, WhatIsNotKnownComesLastEitherWay) {
  add("a", std::nullopt);
  add("b", well);
  add("c", failing);
  add("d", lost);
  EXPECT_THAT(ids("failures"), ElementsAre("c", "b", "d", "a"));
  EXPECT_THAT(ids("-failures"), ElementsAre("b", "d", "c", "a"));
  EXPECT_THAT(ids("lastWrite"), ElementsAre("d", "b", "a", "c"));
  EXPECT_THAT(ids("-lastWrite"), ElementsAre("b", "d", "a", "c"));
  EXPECT_THAT(ids("expiry"), ElementsAre("c", "d", "a", "b"));
  EXPECT_THAT(ids("-name"), ElementsAre("d", "c", "b", "a"));
}

TEST_F(OrganisationOrders, PagesGoOnWhereTheOneBeforeEnded) {
  for (const char* id : {"a", "b", "c", "d", "e"}) {
    add(id, id[0] % 2 == 0 ? failing : well);
  }
  for (const char* order : {"health", "name", "-name", "failures", "expiry"}) {
    OrganisationWish wish{.limit = 2};
    ASSERT_TRUE(read_order(order, wish).has_value());
    std::vector<std::string> all;
    for (bool has_more = true; has_more;) {
      const OrganisationIds page = sort_organisations(known_, rows_, wish);
      for (const OrgId& id : page.items) {
        all.push_back(id.str());
      }
      has_more = page.next.has_value();
      wish.after = page.next.value_or("");
    }
    EXPECT_EQ(all, ids(order)) << order;
  }
}

TEST_F(OrganisationOrders, TotalsCountEachFilter) {
  add("a", well);
  add("b", failing);
  add("c", lost);
  add("d", lost, true);
  add("e", std::nullopt);
  add("f", set_up);
  const FleetTotals totals = totals_of(known_, rows_);
  EXPECT_EQ(totals.organisations, 6U);
  EXPECT_EQ(totals.attention, 2U);
  EXPECT_EQ(totals.failing, 1U);
  EXPECT_EQ(totals.quiet, 1U);
  EXPECT_EQ(totals.suspended, 1U);
  EXPECT_EQ(totals.setting_up, 1U);
  EXPECT_EQ(totals.unknown, 1U);
  EXPECT_EQ(totals.failures, 7);
  EXPECT_EQ(totals.oldest, now.plus_s(-5));
}

TEST_F(OrganisationOrders, OtherWordsAreRefused) {
  OrganisationWish wish;
  EXPECT_FALSE(read_order("users", wish).has_value());
  EXPECT_FALSE(read_order("--name", wish).has_value());
  EXPECT_FALSE(read_health_filter("well").has_value());
}

}  // namespace
}  // namespace provost::admin
