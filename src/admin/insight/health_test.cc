#include "admin/insight/health.h"

#include <gtest/gtest.h>

namespace provost::admin {
namespace {

constexpr Timestamp now{1'800'000'000'000};

StoreView provisioned() {
  return {.scim_enabled = true, .users = 10, .has_mappings = true, .has_human_admin = true};
}

TEST(Health, IsTheWorstFindingAndTheFiguresOfADay) {
  LogView log;
  log.activity = {.last = now, .last_write = now.plus_s(-9), .first_user = now};
  log.hours = {{.begin = now, .requests = 40, .failures = 2, .refusals = 1},
               {.begin = now, .requests = 40, .failures = 1, .refusals = 0}};
  StoreView store = provisioned();
  store.outside_groups = 3;
  Health health = health_of(log, store, now);
  EXPECT_EQ(health.requests, 80);
  EXPECT_EQ(health.failures, 3);
  EXPECT_EQ(health.type, "outside_groups");
  EXPECT_FALSE(health.needs_attention) << "it is only good to know";
  EXPECT_FALSE(health.is_failing) << "3 of 80";
  store.has_human_admin = false;
  health = health_of(log, store, now);
  EXPECT_EQ(health.type, "no_admin");
  EXPECT_EQ(health.findings, 2U);
  EXPECT_TRUE(health.needs_attention);
  log.hours = {{.begin = now, .requests = 29, .failures = 3}};
  EXPECT_TRUE(health_of(log, provisioned(), now).is_failing) << "more than a tenth";
  log.facts = {{.kind = log::FactKind::failing,
                .subject = "ada",
                .name = "ada",
                .since = now,
                .last = now,
                .count = 3,
                .cause = log::Cause::value_refused}};
  EXPECT_EQ(health_of(log, provisioned(), now).type, "object_failing");
  StoreView dismissed = provisioned();
  dismissed.dismissals = {{.finding = "object_failing:value.refused",
                           .at = now,
                           .until = now.plus_s(60),
                           .count = 1,
                           .severity = 1}};
  EXPECT_FALSE(health_of(log, dismissed, now).is_failing) << "whoever dismissed it knows of them";
  EXPECT_FALSE(health_of(log, dismissed, now).needs_attention);
}

TEST(Health, SetUpUnderWayNeedsNobodysAttentionUnlessRequestsAreRefused) {
  LogView log;
  StoreView store;
  store.scim_enabled = true;
  EXPECT_TRUE(health_of(log, store, now).is_setting_up);
  EXPECT_FALSE(health_of(log, store, now).needs_attention);
  log.activity.last_trouble = now;
  log.activity.trouble = log::Cause::token_refused;
  const Health health = health_of(log, store, now);
  EXPECT_TRUE(health.is_failing);
  EXPECT_TRUE(health.needs_attention);
  EXPECT_TRUE(health.was_refused);
  EXPECT_EQ(health.last_contact, now) << "a refused request is a contact";
  EXPECT_EQ(health.type, "requests_refused");
}

TEST(Health, TheTokenIsTheOneThatIsInUse) {
  StoreView store = provisioned();
  EXPECT_FALSE(health_of({}, store, now).has_token);
  const auto token = [](std::int64_t created_s, std::optional<Timestamp> expires,
                        std::optional<Timestamp> used) {
    store::Token made;
    made.created = now.plus_s(created_s);
    made.expires = expires;
    made.last_used = used;
    return made;
  };
  store.tokens = {token(-90, now.plus_s(500), std::nullopt),
                  token(-60, std::nullopt, std::nullopt)};
  EXPECT_FALSE(health_of({}, store, now).token_expires.has_value()) << "the newest, where none was";
  store.tokens[0].last_used = now.plus_s(-5);
  EXPECT_EQ(health_of({}, store, now).token_expires, now.plus_s(500));
  store.tokens[0].expires = now;
  EXPECT_FALSE(health_of({}, store, now).token_expires.has_value()) << "it has expired";
}

}  // namespace
}  // namespace provost::admin
