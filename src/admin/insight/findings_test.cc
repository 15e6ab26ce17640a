#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "admin/insight/dismissals.h"

namespace provost::admin {
namespace {

using log::Fact;
using log::FactKind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

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
  return {.scim_enabled = true, .users = 10, .has_mappings = true, .has_human_admin = true};
}

// Called every 40 minutes, the last time `ago_s` seconds ago.
LogView calling(std::int64_t ago_s) {
  LogView log;
  log.activity = {.first = now.plus_s(-30 * day_s),
                  .last = now.plus_s(-ago_s),
                  .last_write = {},
                  .last_success = now.plus_s(-ago_s),
                  .intervals_ms = {2'400'000, 2'400'000, 86'400'000, 2'400'000}};
  return log;
}

TEST(Findings, ThereAreNoneWhereAllIsWell) {
  EXPECT_TRUE(types_of(calling(600), healthy()).empty());
}

TEST(Findings, SetUpIsNotFinishedUntilTheIdentityProviderHasCreatedSomebody) {
  StoreView store;
  EXPECT_THAT(types_of({}, store), ElementsAre("setup_unfinished"));
  EXPECT_THAT(findings({}, store, now)[0].detail, HasSubstr("SCIM is disabled"));
  store.scim_enabled = true;
  EXPECT_THAT(findings({}, store, now)[0].detail, HasSubstr("no Secret Token"));
  store.tokens.emplace_back();
  EXPECT_THAT(findings({}, store, now)[0].detail, HasSubstr("No request"));
  LogView probed;
  probed.activity = {.first = now, .last = now};
  EXPECT_THAT(types_of(probed, store), ElementsAre("setup_unfinished"));
  EXPECT_THAT(types_of(calling(600), store), ElementsAre("nobody_arrived"));
  store.has_human_admin = true;
  store.users = store.direct.count = 1;
  store.direct.first = {{ResourceId{}, "ada@x.example", now}};
  EXPECT_THAT(types_of({}, store), ElementsAre("setup_unfinished", "direct_access_left"))
      << "somebody who was added by hand proves nothing";
  store.users = 2;
  EXPECT_THAT(types_of({}, store), ElementsAre("direct_access_left"));
  LogView before;
  before.activity.first_user = now;
  store.users = 1;
  EXPECT_THAT(types_of(before, store), ElementsAre("direct_access_left"))
      << "whom it created may have been deleted";
}

TEST(Findings, ConnectedButNobodyArrived) {
  StoreView store = healthy();
  store.users = 0;
  EXPECT_THAT(types_of(calling(600), store), ElementsAre("nobody_arrived"));
  store.scim_enabled = false;
  EXPECT_THAT(types_of(calling(600), store), ElementsAre("setup_unfinished"));
}

TEST(Findings, FailuresStandBeforeWhatFollowsFromThem) {
  StoreView store = healthy();
  store.users = 0;
  LogView log = calling(600);
  log.facts = {{.kind = FactKind::failing,
                .subject = "a",
                .name = "ada@x.example",
                .since = now.plus_s(-3600),
                .last = now,
                .count = 5,
                .cause = log::Cause::token_refused,
                .detail = "userName is no address"}};
  EXPECT_THAT(types_of(log, store), ElementsAre("object_failing", "nobody_arrived"));
  const Fact once = log.facts.front();
  log.facts.clear();
  for (const char* subject : {"a", "b", "c"}) {
    log.facts.push_back(once);
    log.facts.back().subject = subject;
    log.facts.back().count = 1;
  }
  EXPECT_THAT(types_of(log, store), ElementsAre("object_failing", "nobody_arrived"))
      << "each was tried once";
  log.facts.pop_back();
  EXPECT_THAT(types_of(log, store), ElementsAre("nobody_arrived")) << "two may be accidents";
}

store::RefusedSignIn refused(const std::string& reason, const std::string& person,
                             const std::string& name, std::optional<ResourceId> user = {}) {
  return {.reason = reason, .person = person, .user = user, .name = name, .count = 1};
}

TEST(Findings, RefusedSignInsAreOneForEachCauseWithHowManyPeople) {
  StoreView store = healthy();
  StoreView::Refused unknown{
      .all = {.reason = "unknown_person",
              .people = 7,
              .count = 2,
              .since = now.plus_s(-day_s),
              .last = now},
      .first = {refused("unknown_person", "a", "ada@x.example", ResourceId{}),
                refused("unknown_person", "b", "bob@x.example")}};
  store.refused_sign_ins = {unknown};
  EXPECT_THAT(types_of(calling(600), store), ElementsAre()) << "twice is not again and again";
  store.refused_sign_ins[0].all.count = 12;
  const std::vector<Finding> found = findings(calling(600), store, now);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(id_of(found[0]), "sign_ins_refused:unknown_person");
  EXPECT_EQ(found[0].title, "Sign-ins are refused: no member matches this account");
  EXPECT_THAT(found[0].detail, HasSubstr("12 sign-ins"));
  EXPECT_THAT(found[0].detail, HasSubstr("ada@x.example, bob@x.example and 5 more"));
  EXPECT_EQ(found[0].count, 7U);
  EXPECT_EQ(found[0].counts, "people");
  EXPECT_EQ(found[0].last, now);
  ASSERT_EQ(found[0].links.size(), 1U) << "who is no member has no page";
  store.refused_sign_ins.push_back(
      {.all = {.reason = "client_refused", .people = 1, .count = 3, .since = now, .last = now},
       .first = {refused("client_refused", "", "")}});
  store.refused_sign_ins.push_back(
      {.all = {.reason = "expired_request", .people = 1, .count = 30, .since = now, .last = now}});
  const std::vector<Finding> both = findings(calling(600), store, now);
  ASSERT_EQ(both.size(), 2U) << "slow people are nobody's fault";
  EXPECT_EQ(both[0].subject, "client_refused") << "it is in everybody's way";
  EXPECT_EQ(both[0].severity, Severity::critical);
  EXPECT_TRUE(both[0].counts.empty());
}

TEST(Findings, AClientSecretIsToldOfFromThirtyDaysAheadUntilItIsReplaced) {
  StoreView store = healthy();
  const auto with_days = [&](std::int64_t days) {
    store.secret_expires = now.plus_s(days * day_s);
    return findings(calling(600), store, now);
  };
  EXPECT_TRUE(with_days(31).empty());
  EXPECT_EQ(with_days(30).at(0).severity, Severity::info);
  EXPECT_EQ(with_days(7).at(0).severity, Severity::warning);
  EXPECT_THAT(with_days(7).at(0).detail, HasSubstr("in 7 days"));
  EXPECT_EQ(with_days(1).at(0).severity, Severity::critical);
  EXPECT_THAT(with_days(1).at(0).detail, HasSubstr("in 24 hours"));
  EXPECT_EQ(with_days(-40).at(0).title, "The client secret has expired");
}

TEST(Findings, GroupsHaveArrivedAndNoneIsMapped) {
  StoreView store = healthy();
  store.groups = 450;
  EXPECT_TRUE(types_of({}, store).empty());
  store.has_mappings = false;
  EXPECT_THAT(types_of({}, store), ElementsAre("groups_unmapped"));
  EXPECT_EQ(findings({}, store, now)[0].count, 450U);
  store.users_only = true;
  EXPECT_TRUE(types_of({}, store).empty()) << "none are wanted";
}

TEST(Findings, QuietForMoreThanThreeTimesTheUsualInterval) {
  EXPECT_TRUE(types_of(calling(3 * 2400), healthy()).empty());
  EXPECT_THAT(types_of(calling(3 * 2400 + 1), healthy()), ElementsAre("identity_provider_quiet"));
  LogView hardly_known = calling(day_s);
  hardly_known.activity.intervals_ms.resize(2);
  EXPECT_TRUE(types_of(hardly_known, healthy()).empty());
}

// Refused `count` times an hour since `since_s` ago.
LogView refused(LogView log, std::int64_t since_s, std::int64_t count) {
  log.activity.last_trouble = now.plus_s(-60);
  log.activity.trouble = log::Cause::token_refused;
  for (std::int64_t ago = since_s; ago >= 0; ago -= 3600) {
    log.hours.push_back({.begin = now.plus_s(-ago), .requests = count, .refusals = count});
  }
  return log;
}

TEST(Findings, AnIdentityProviderThatNeverGotInIsToldAtOnce) {
  StoreView store;
  store.scim_enabled = true;
  EXPECT_THAT(types_of(refused({}, 0, 1), store),
              ElementsAre("requests_refused", "setup_unfinished"));
  const Finding finding = findings(refused({}, 0, 1), store, now)[0];
  EXPECT_EQ(finding.severity, Severity::warning);
  EXPECT_THAT(finding.detail, HasSubstr("Secret Token is missing, wrong"));
  store.scim_enabled = false;
  EXPECT_THAT(types_of(refused({}, 0, 1), store), ElementsAre("setup_unfinished"))
      << "it is meant to be refused";
}

TEST(Findings, AnIdentityProviderThatNoLongerGetsInIsCritical) {
  const LogView locked_out = refused(calling(4 * 3600), 3 * 3600, 2);
  EXPECT_THAT(types_of(locked_out, healthy()),
              ElementsAre("requests_refused", "identity_provider_quiet"));
  EXPECT_EQ(findings(locked_out, healthy(), now)[0].severity, Severity::critical);
  EXPECT_TRUE(types_of(refused(calling(1800), 1800, 50), healthy()).empty())
      << "between two visits a stranger may knock";
  EXPECT_TRUE(types_of(refused(calling(7000), 0, 2), healthy()).empty()) << "or once or twice";
  LogView back = refused(calling(4 * 3600), 3 * 3600, 2);
  back.activity.last = back.activity.last_success = now.plus_s(-30);
  EXPECT_TRUE(types_of(back, healthy()).empty());
}

TEST(Findings, NobodyToAdministerIsTheMostSevere) {
  StoreView store = healthy();
  store.outside_groups = 3;
  store.retained = {.count = 1, .first = {{ResourceId{}, "ada@x.example", now}}};
  store.direct = {.count = 1, .first = {{ResourceId{}, "grace@x.example", now}}};
  store.has_human_admin = false;
  EXPECT_THAT(types_of({}, store),
              ElementsAre("no_admin", "access_retained", "direct_access_left", "outside_groups"));
}

TEST(Findings, WhoKeepsAdminHadItFromAGroupOrByHand) {
  StoreView store = healthy();
  store.retained = {.count = 1, .first = {{ResourceId{}, "ada@x.example", now}}};
  EXPECT_EQ(findings({}, store, now)[0].detail, "No group gives it to ada@x.example any more.");
  store.retained_by_hand = true;
  EXPECT_EQ(findings({}, store, now)[0].detail,
            "It was given to ada@x.example by hand, and now that SCIM decides, no group makes "
            "anybody Admin (Human).");
}

TEST(Findings, NobodyIsAdminWhetherSomebodyWasOrNot) {
  StoreView store = healthy();
  store.has_human_admin = false;
  EXPECT_THAT(types_of({}, store), ElementsAre("no_admin"));
  EXPECT_FALSE(findings({}, store, now)[0].since.has_value());
  store.no_admin_since = now;
  EXPECT_EQ(findings({}, store, now)[0].since, now);
  EXPECT_EQ(findings({}, store, now)[0].severity, Severity::critical);
}

TEST(Findings, PeopleWithOneCauseAreOneFindingThatNamesTheFirst) {
  StoreView store = healthy();
  store.direct.count = 7;
  for (const char* name : {"a@x", "b@x", "c@x", "d@x", "e@x"}) {
    store.direct.first.push_back({ResourceId{}, name, now});
  }
  const std::vector<Finding> found = findings({}, store, now);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].count, 7U);
  EXPECT_EQ(found[0].counts, "people");
  EXPECT_EQ(found[0].links.size(), 5U);
  EXPECT_THAT(found[0].detail, HasSubstr("a@x, b@x, c@x, d@x, e@x and 2 more"));
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

store::Token old_token() {
  store::Token old;
  old.id = "t1";
  old.lookup = "9QaZxYwV12";
  old.name = "Nightly sync";
  old.created = now.plus_s(-9 * day_s);
  old.expires = now.plus_s(1800);
  old.last_used = now.plus_s(-60);
  old.last_used_ip = "192.0.2.7";
  old.last_used_agent = "python-requests/2.31";
  return old;
}

TEST(Findings, AnOldTokenThatIsStillUsedNamesItAndItsClient) {
  StoreView store = healthy();
  store::Token successor;
  successor.id = "t2";
  successor.created = now.plus_s(-day_s);
  store.tokens = {old_token(), successor};
  const std::vector<Finding> found = findings({}, store, now);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(id_of(found[0]), "old_token_used:t1");
  EXPECT_EQ(found[0].detail,
            "Nightly sync (pvt_9QaZxY…) ends at 2027-01-15T08:30:00.000Z. python-requests/2.31 "
            "from 192.0.2.7 last used it at 2027-01-15T07:59:00.000Z; after its end, these "
            "requests are refused.");
  ASSERT_EQ(found[0].links.size(), 1U);
  EXPECT_EQ(found[0].links[0].type, "token");
  EXPECT_EQ(found[0].links[0].id, "t1");
  EXPECT_TRUE(findings({}, store, now.plus_s(1800)).empty()) << "it has ended";
  store.tokens[0].last_used = now.plus_s(-3601);
  EXPECT_TRUE(findings({}, store, now).empty()) << "its use stopped";
}

Fact failing(const char* id, const char* name, std::int64_t count, log::Cause cause) {
  return {.kind = FactKind::failing,
          .subject = id,
          .name = name,
          .since = now.plus_s(-60),
          .last = now,
          .count = count,
          .cause = cause,
          .detail = std::string("about ") + name};
}

TEST(Findings, WhatFailsOnceForSeveralIsNoAccident) {
  LogView log;
  log.facts = {failing("id-1", "ada@x.example", 1, log::Cause::value_refused),
               failing("id-2", "bob@x.example", 1, log::Cause::value_refused),
               failing("id-3", "cid@x.example", 1, log::Cause::user_name_taken)};
  EXPECT_THAT(types_of(log, healthy()), IsEmpty());
  log.facts.push_back(failing("id-4", "dan@x.example", 2, log::Cause::value_refused));
  const std::vector<Finding> found = findings(log, healthy(), now);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(describe(found[0]).at("count"), 3);
  EXPECT_EQ(found[0].title,
            "Requests keep failing for ada@x.example, bob@x.example and dan@x.example");
}

TEST(Findings, WhoIsGoneForManyIsNoFault) {
  LogView log;
  for (const char* id : {"id-1", "id-2", "id-3", "id-4"}) {
    log.facts.push_back(failing(id, id, 1, log::Cause::resource_missing));
  }
  EXPECT_THAT(types_of(log, healthy()), IsEmpty());
}

TEST(Findings, WhatRequestsSayAgainAndAgainIsOneForEachCause) {
  LogView log;
  log.facts = {{.kind = FactKind::dropped_attribute, .subject = "displayName", .count = 9},
               {.kind = FactKind::dropped_attribute, .subject = "title", .count = 9},
               {.kind = FactKind::skipped_member, .subject = "id-7", .name = "Ops", .count = 2},
               {.kind = FactKind::nickname, .name = "ada", .count = 1},
               failing("id-1", "few@x.example", 2, log::Cause::method_refused),
               failing("id-2", "grace@x.example", 3, log::Cause::user_name_taken),
               failing("id-3", "alan@x.example", 4, log::Cause::user_name_taken),
               failing("id-4", "joan@x.example", 5, log::Cause::value_refused)};
  EXPECT_THAT(types_of(log, healthy()),
              ElementsAre("member_skipped", "external_id_not_object_id", "object_failing",
                          "object_failing", "attribute_dropped"));
  const std::vector<Finding> found = findings(log, healthy(), now);
  EXPECT_EQ(found[4].title, "Ignored: displayName and title");
  const json::Object shown = describe(found[2]);
  EXPECT_EQ(shown.at("id"), "object_failing:user_name.taken");
  EXPECT_EQ(shown.at("count"), 2);
  EXPECT_EQ(shown.at("counts"), "objects");
  EXPECT_EQ(shown.at("title"), "Requests keep failing for grace@x.example and alan@x.example");
  EXPECT_EQ(shown.at("detail"), "about alan@x.example") << "the latest";
  EXPECT_FALSE(shown.at("lastSeen").is_null());
  EXPECT_EQ(std::string_view(shown.at("fix").as_string()),
            log::text_of(log::Cause::user_name_taken).fix.text());
}

TEST(Findings, AMappingThatWasPutRightIsOverWithTheNextPersonWhoIsCreated) {
  LogView log;
  log.facts = {{.kind = FactKind::dropped_attribute, .subject = "title", .last = now},
               {.kind = FactKind::nickname, .name = "ada", .last = now}};
  log.activity.last_user = now;
  EXPECT_EQ(findings(log, healthy(), now).size(), 2U) << "that person came with it";
  log.activity.last_user = now.plus_s(1);
  EXPECT_TRUE(findings(log, healthy(), now).empty());
}

TEST(Findings, EveryOneSaysWhatToDo) {
  StoreView store = healthy();
  store.users = 0;
  store.outside_groups = 1;
  store.has_human_admin = false;
  store.retained = store.direct = {.count = 1, .first = {{ResourceId{}, "ada@x.example", now}}};
  store.shared_external_ids = {{"x", 2}};
  for (const Finding& finding : findings(calling(day_s), store, now)) {
    EXPECT_FALSE(finding.title.empty()) << finding.type;
    EXPECT_FALSE(finding.detail.empty()) << finding.type;
    EXPECT_FALSE(finding.fix.is_empty()) << finding.type;
  }
}

Finding about(std::size_t people, Severity severity) {
  return {.type = "no_admin", .severity = severity, .count = people};
}

store::Dismissal dismissed_then(std::size_t people, Severity severity) {
  return {.finding = "no_admin",
          .at = now,
          .until = now.plus_s(dismissal_life_s),
          .count = people,
          .severity = static_cast<std::int64_t>(severity)};
}

TEST(Dismissals, HoldForSevenDaysUnlessTheFindingGetsWorse) {
  const auto holds = [](const Finding& finding, const store::Dismissal& then, Timestamp at) {
    return dismissal_of(finding, {then}, at).has_value();
  };
  const store::Dismissal five = dismissed_then(5, Severity::warning);
  EXPECT_TRUE(holds(about(5, Severity::warning), five, now));
  EXPECT_TRUE(holds(about(5, Severity::warning), five, now.plus_s(7 * day_s - 1)));
  EXPECT_FALSE(holds(about(5, Severity::warning), five, now.plus_s(7 * day_s)));
  EXPECT_FALSE(holds(about(6, Severity::warning), five, now)) << "one more person";
  EXPECT_TRUE(holds(about(2, Severity::info), five, now)) << "it got better";
  EXPECT_FALSE(holds(about(5, Severity::critical), five, now));
  const store::Dismissal many = dismissed_then(1000, Severity::warning);
  EXPECT_TRUE(holds(about(1099, Severity::warning), many, now));
  EXPECT_FALSE(holds(about(1100, Severity::warning), many, now)) << "a tenth more";
  Finding other = about(5, Severity::warning);
  other.subject = "x";
  EXPECT_FALSE(holds(other, five, now)) << "each cause has its own";
}

TEST(Dismissals, TakeFindingsOutOfThoseThatAreOpen) {
  StoreView store = healthy();
  store.has_human_admin = false;
  store.outside_groups = 3;
  store.dismissals = {dismissed_then(1, Severity::critical)};
  const Findings found = sorted_findings({}, store, now);
  ASSERT_EQ(found.dismissed.size(), 1U);
  EXPECT_EQ(found.dismissed[0].type, "no_admin");
  EXPECT_EQ(found.dismissed[0].dismissal->until, now.plus_s(7 * day_s));
  EXPECT_THAT(types_of({}, store), ElementsAre("outside_groups"));
}

TEST(Findings, AMistakeThatTheRequestsSinceAreFreeOfIsResolved) {
  LogView log;
  log.facts = {{.kind = FactKind::dropped_attribute,
                .subject = "title",
                .since = now.plus_s(-600),
                .last = now.plus_s(-300),
                .count = 4}};
  EXPECT_TRUE(sorted_findings(log, healthy(), now).resolved.empty());
  log.activity.last_user = now.plus_s(-60);
  const Findings found = sorted_findings(log, healthy(), now);
  EXPECT_TRUE(found.open.empty());
  ASSERT_EQ(found.resolved.size(), 1U);
  EXPECT_EQ(found.resolved[0].last, now.plus_s(-300));
}

}  // namespace
}  // namespace provost::admin
