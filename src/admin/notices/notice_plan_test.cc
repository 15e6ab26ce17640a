#include "admin/notices/notice_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace provost::admin {
namespace {

using store::Notice;
using store::NoticeState;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using enum NoticeKind;

constexpr Timestamp now{1'800'000'000'000};
constexpr std::int64_t day_s = 86400;

Occurrence of(NoticeKind kind, std::string id) {
  return {.kind = kind, .id = std::move(id)};
}

Notice row(NoticeKind kind, std::string id, std::string who, NoticeState state,
           Timestamp at = now) {
  return {static_cast<std::uint8_t>(kind), std::move(id), std::move(who), state, at};
}

Recipients people(std::initializer_list<const char*> ids) {
  Recipients all;
  for (const char* id : ids) {
    all.all.push_back({"member", id, "", std::string(id) + "@acme.example"});
  }
  return all;
}

std::vector<std::string> shown(const std::vector<Notice>& rows) {
  std::vector<std::string> all;
  for (const Notice& one : rows) {
    all.push_back(one.occurrence + " " + one.recipient);
  }
  return all;
}

std::vector<std::string> mails(const NoticePlan& plan) {
  std::vector<std::string> all;
  for (const NoticePlan::Mail& one : plan.mails) {
    all.push_back(one.what.id + " " + one.who.id);
  }
  return all;
}

TEST(NoticePlan, EverybodyIsToldOfSomethingNewAndOnce) {
  const std::vector<Occurrence> current{of(token_expiring, "t:7")};
  const NoticePlan plan = plan_notices(current, {}, people({"ada", "bob"}), now);
  EXPECT_THAT(shown(plan.added), ElementsAre("t:7 ada", "t:7 bob"));
  EXPECT_THAT(mails(plan), ElementsAre("t:7 ada", "t:7 bob"));
  const NoticePlan again = plan_notices(current,
                                        {row(token_expiring, "t:7", "ada", NoticeState::sent),
                                         row(token_expiring, "t:7", "bob", NoticeState::waiting)},
                                        people({"ada", "bob", "cam"}), now);
  EXPECT_THAT(again.added, IsEmpty()) << "who comes later is not told of what was there before";
  EXPECT_THAT(mails(again), ElementsAre("t:7 bob")) << "as after a restart";
}

TEST(NoticePlan, AWorseWarningOfTheSameTokenIsNews) {
  const NoticePlan plan =
      plan_notices({of(token_expiring, "t:1")},
                   {row(token_expiring, "t:7", "ada", NoticeState::sent)}, people({"ada"}), now);
  EXPECT_THAT(mails(plan), ElementsAre("t:1 ada"));
}

TEST(NoticePlan, WhatIsOverIsNotToldAndForgottenAfterADay) {
  const std::vector<Notice> rows{
      row(nobody_is_admin, "1", "ada", NoticeState::waiting),
      row(nobody_is_admin, "2", "ada", NoticeState::sent),
      row(nobody_is_admin, "3", "ada", NoticeState::failed, now.plus_s(-day_s))};
  const NoticePlan plan = plan_notices({}, rows, people({"ada"}), now);
  EXPECT_THAT(shown(plan.removed), ElementsAre("1 ada", "3 ada"));
  EXPECT_THAT(mails(plan), IsEmpty());
}

TEST(NoticePlan, WhoeverIsNoLongerToldGetsNothingThatWaits) {
  const NoticePlan plan =
      plan_notices({of(token_expiring, "t:7")},
                   {row(token_expiring, "t:7", "bob", NoticeState::waiting)}, people({"ada"}), now);
  EXPECT_THAT(shown(plan.removed), ElementsAre("t:7 bob"));
  EXPECT_THAT(mails(plan), IsEmpty());
}

TEST(NoticePlan, AKindThatIsOffIsNotTold) {
  const std::vector<Notice> rows{row(provider_quiet, "", "", NoticeState::off),
                                 row(provider_quiet, "5", "ada", NoticeState::waiting)};
  const NoticePlan plan = plan_notices({of(provider_quiet, "5"), of(token_expiring, "t:7")}, rows,
                                       people({"ada"}), now);
  EXPECT_THAT(mails(plan), ElementsAre("t:7 ada"));
  EXPECT_THAT(shown(plan.removed), ElementsAre("5 ada")) << "the switch itself stays";
}

TEST(NoticePlan, OfSilenceAndFailuresThereIsOneMailADay) {
  const std::vector<Occurrence> two{of(provider_failing, "a"), of(provider_failing, "b")};
  EXPECT_THAT(mails(plan_notices(two, {}, people({"ada", "bob"}), now)),
              ElementsAre("a ada", "a bob"));
  const auto told_at = [&](Timestamp at) {
    return mails(plan_notices(two, {row(provider_failing, "a", "ada", NoticeState::sent, at)},
                              people({"ada"}), now));
  };
  EXPECT_THAT(told_at(now.plus_s(1 - day_s)), IsEmpty());
  EXPECT_THAT(told_at(now.plus_s(-day_s)), ElementsAre("b ada"));
}

TEST(NoticePlan, NobodyToTellIsToldWhenSomebodyComes) {
  const std::vector<Occurrence> current{of(nobody_is_admin, "never")};
  EXPECT_THAT(plan_notices(current, {}, people({}), now).added, IsEmpty());
  EXPECT_THAT(mails(plan_notices(current, {}, people({"ada"}), now)), ElementsAre("never ada"));
}

}  // namespace
}  // namespace provost::admin
