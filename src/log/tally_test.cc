#include "log/tally.h"

#include <gtest/gtest.h>

namespace provost::log {
namespace {

constexpr OrgKey acme{1};
constexpr Timestamp ten{hour_ms * 500'000};

Noted call(Timestamp time, int status, Kind kind = Kind::request, std::int64_t count = 1) {
  Noted noted{acme, {}};
  noted.entry.kind = kind;
  noted.entry.time = time;
  noted.entry.last = time;
  noted.entry.status = status;
  noted.entry.count = count;
  noted.entry.token_id = kind == Kind::refusals ? "" : "t1";
  return noted;
}

TEST(Tally, CountsRequestsByTheHour) {
  const std::vector<Noted> noted{call(ten, 201), call(ten.plus_s(3599), 409),
                                 call(ten.plus_s(3600), 200, Kind::reads, 40),
                                 call(ten, 401, Kind::refusals, 7)};
  const Tally sums = tally(noted);
  ASSERT_EQ(sums.hours.size(), 2U);
  const Tally::Counts& first = sums.hours.at({acme, ten.ms});
  EXPECT_EQ(first.requests, 9);
  EXPECT_EQ(first.failures, 1);
  EXPECT_EQ(first.refusals, 7);
  EXPECT_EQ(sums.hours.at({acme, ten.ms + hour_ms}).requests, 40);
}

TEST(Tally, DoesNotCountOperationsOfABulkRequestOrWhatWasLost) {
  const std::vector<Noted> noted{call(ten, 409, Kind::operation), call(ten, 0, Kind::lost, 3)};
  EXPECT_TRUE(tally(noted).hours.empty());
}

TEST(Tally, OnlyThoseWhoWereLetInHaveCalled) {
  const std::vector<Noted> noted{call(ten, 401, Kind::refusals)};
  EXPECT_TRUE(tally(noted).contacts.empty());
}

TEST(Tally, ATokenThatHasExpiredLetsNobodyIn) {
  std::vector<Noted> noted{call(ten, 401, Kind::refusals)};
  noted[0].entry.token_id = "t1";
  noted[0].entry.cause = Cause::token_expired;
  const Tally sums = tally(noted);
  EXPECT_TRUE(sums.contacts.at(acme).calls.empty());
  EXPECT_EQ(sums.contacts.at(acme).trouble, Cause::token_expired);
}

TEST(Tally, AFailureThatIsOverIsNoFact) {
  std::vector<Noted> noted{call(ten, 404), call(ten.plus_s(1), 200), call(ten.plus_s(2), 404)};
  for (Noted& one : noted) {
    one.entry.subject = {"User", "id-1", "ada@x.example"};
  }
  const Tally sums = tally(noted);
  ASSERT_EQ(sums.facts.size(), 1U);
  EXPECT_EQ(sums.facts.begin()->second.count, 1);
  EXPECT_EQ(sums.facts.begin()->second.since, ten.plus_s(2));
  EXPECT_TRUE(sums.recovered.at(acme).contains("id-1"));
}

TEST(Tally, FaultsOfTheServerAndRefusalsAreNoFactsOfAnObject) {
  std::vector<Noted> noted{call(ten, 500), call(ten, 401, Kind::refusals)};
  for (Noted& one : noted) {
    one.entry.subject = {"User", "id-1", ""};
  }
  EXPECT_TRUE(tally(noted).facts.empty());
}

TEST(AddCalls, TakesCallsCloseToEachOtherAsOneVisit) {
  Activity activity;
  add_calls(activity, {.calls = {ten, ten.plus_s(60), ten.plus_s(200)}, .last_write = ten});
  EXPECT_EQ(activity.first, ten);
  EXPECT_EQ(activity.last, ten.plus_s(200));
  EXPECT_EQ(activity.last_write, ten);
  EXPECT_TRUE(activity.intervals_ms.empty());
  add_calls(activity, {.calls = {ten.plus_s(200 + 2400)}, .last_write = {}});
  EXPECT_EQ(activity.intervals_ms, std::vector<std::int64_t>{2'400'000});
  EXPECT_EQ(activity.last_write, ten);
}

TEST(AddCalls, KeepsTheLatestIntervals) {
  Activity activity;
  for (int n = 0; n < 30; ++n) {
    add_calls(activity, {.calls = {ten.plus_s(n * 1000)}, .last_write = {}});
  }
  EXPECT_EQ(activity.intervals_ms.size(), 20U);
}

TEST(AddCalls, ACallThatIsOlderThanTheLastMovesNothingBack) {
  Activity activity;
  add_calls(activity, {.calls = {ten.plus_s(1000)}, .last_write = ten.plus_s(1000)});
  add_calls(activity, {.calls = {ten}, .last_write = ten});
  EXPECT_EQ(activity.last, ten.plus_s(1000));
  EXPECT_EQ(activity.last_write, ten.plus_s(1000));
}

}  // namespace
}  // namespace provost::log
