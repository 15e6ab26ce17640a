#include "admin/findings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace provost::admin {
namespace {

using log::Fact;
using log::FactKind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr Timestamp now{1'800'000'000'000};
constexpr std::int64_t day_s = 24 * 3600;

std::vector<std::string> types_of(const LogView& log, const StoreView& store) {
  std::vector<std::string> types;
  for (const Finding& finding : findings(log, store, now)) {
    types.emplace_back(finding.type);
  }
  return types;
}

StoreView healthy() {
  return {.scim_enabled = true, .users = 10, .has_mappings = true};
}

// Called every 40 minutes, the last time `ago_s` seconds ago.
LogView calling(std::int64_t ago_s) {
  LogView log;
  log.activity = {.first = now.plus_s(-30 * day_s),
                  .last = now.plus_s(-ago_s),
                  .last_write = {},
                  .intervals_ms = {2'400'000, 2'400'000, 86'400'000, 2'400'000}};
  return log;
}

TEST(Findings, ThereAreNoneWhereAllIsWell) {
  EXPECT_TRUE(types_of(calling(600), healthy()).empty());
  EXPECT_TRUE(types_of({}, {}).empty());
}

TEST(Findings, ConnectedButNobodyArrived) {
  StoreView store = healthy();
  store.users = 0;
  EXPECT_THAT(types_of(calling(600), store), ElementsAre("nobody_arrived"));
  EXPECT_TRUE(types_of({}, store).empty()) << "not connected";
  store.scim_enabled = false;
  EXPECT_TRUE(types_of(calling(600), store).empty());
}

TEST(Findings, QuietForMoreThanThreeTimesTheUsualInterval) {
  EXPECT_TRUE(types_of(calling(3 * 2400), healthy()).empty());
  EXPECT_THAT(types_of(calling(3 * 2400 + 1), healthy()), ElementsAre("identity_provider_quiet"));
  LogView hardly_known = calling(day_s);
  hardly_known.activity.intervals_ms.resize(2);
  EXPECT_TRUE(types_of(hardly_known, healthy()).empty());
}

TEST(Findings, NobodyToAdministerIsTheMostSevere) {
  StoreView store = healthy();
  store.outside_groups = 3;
  store.retained = {{ResourceId{}, "ada@x.example", now}};
  store.direct = {{ResourceId{}, "grace@x.example", now}};
  store.no_admin_since = now;
  EXPECT_THAT(types_of({}, store),
              ElementsAre("no_admin", "access_retained", "direct_access_left", "outside_groups"));
}

TEST(Findings, WithoutMappingsEverybodyIsOutsideThem) {
  StoreView store = healthy();
  store.outside_groups = 3;
  store.has_mappings = false;
  EXPECT_TRUE(types_of({}, store).empty());
}

TEST(Findings, ATokenThatExpiresSoonUnlessAnotherLivesOn) {
  StoreView store = healthy();
  store::Token token;
  token.id = "t1";
  const std::vector<std::pair<std::int64_t, std::optional<Severity>>> cases{
      {-1, {}},
      {3600, Severity::critical},
      {5 * day_s, Severity::warning},
      {20 * day_s, Severity::info},
      {31 * day_s, {}},
  };
  for (const auto& one : cases) {
    token.expires = now.plus_s(one.first);
    store.tokens = {token};
    const std::vector<Finding> found = findings({}, store, now);
    ASSERT_EQ(found.size(), one.second ? 1U : 0U) << one.first;
    if (one.second) {
      EXPECT_EQ(found[0].severity, *one.second) << one.first;
      EXPECT_EQ(found[0].subject, "t1");
    }
  }
  token.expires = now.plus_s(3600);
  store::Token successor;
  successor.id = "t2";
  store.tokens = {token, successor};
  EXPECT_TRUE(findings({}, store, now).empty());
}

TEST(Findings, WhatRequestsSayAgainAndAgain) {
  LogView log;
  log.facts = {{.kind = FactKind::dropped_attribute, .subject = "title", .count = 9},
               {.kind = FactKind::skipped_member, .subject = "id-7", .name = "Ops", .count = 2},
               {.kind = FactKind::nickname, .name = "ada", .count = 1},
               {.kind = FactKind::failing, .subject = "id-1", .count = 2},
               {.kind = FactKind::failing,
                .subject = "id-2",
                .name = "grace@x.example",
                .since = now,
                .count = 3,
                .cause = log::Cause::user_name_taken,
                .detail = "taken"}};
  EXPECT_THAT(types_of(log, healthy()), ElementsAre("member_skipped", "external_id_not_object_id",
                                                    "object_failing", "attribute_dropped"));
  const json::Object shown = describe(findings(log, healthy(), now)[2]);
  EXPECT_EQ(shown.at("id"), "object_failing:id-2");
  EXPECT_EQ(shown.at("count"), 3);
  EXPECT_THAT(std::string(shown.at("detail").as_string()), HasSubstr("grace@x.example: taken"));
  EXPECT_EQ(std::string_view(shown.at("fix").as_string()),
            log::text_of(log::Cause::user_name_taken).fix);
}

TEST(Findings, EveryOneSaysWhatToDo) {
  StoreView store = healthy();
  store.users = 0;
  store.outside_groups = 1;
  store.no_admin_since = now;
  store.retained = store.direct = {{ResourceId{}, "ada@x.example", now}};
  store.shared_external_ids = {{"x", 2}};
  for (const Finding& finding : findings(calling(day_s), store, now)) {
    EXPECT_FALSE(finding.title.empty()) << finding.type;
    EXPECT_FALSE(finding.detail.empty()) << finding.type;
    EXPECT_FALSE(finding.fix.empty()) << finding.type;
  }
}

}  // namespace
}  // namespace provost::admin
