#include "log/collector.h"

#include <gtest/gtest.h>

namespace provost::log {
namespace {

constexpr OrgKey acme{1};
constexpr OrgKey globex{2};
constexpr Timestamp noon{1'800'000'000'000};

Entry write_at(Timestamp time) {
  Entry entry;
  entry.time = time;
  entry.status = 201;
  return entry;
}

Entry refusal_from(std::string address, Timestamp time = noon) {
  Entry entry;
  entry.time = time;
  entry.status = 401;
  entry.cause = Cause::token_refused;
  entry.address = std::move(address);
  return entry;
}

Read list_at(Timestamp time, std::int64_t duration_us = 10, std::string_view token = "t1") {
  return {.token_id = token,
          .operation = "scim.list",
          .method = "GET",
          .time = time,
          .duration_us = duration_us};
}

std::vector<Entry> of_kind(const std::vector<Noted>& noted, Kind kind) {
  std::vector<Entry> entries;
  for (const Noted& one : noted) {
    if (one.entry.kind == kind) {
      entries.push_back(one.entry);
    }
  }
  return entries;
}

TEST(Collector, KeepsEveryWriteForItself) {
  Collector collector({});
  collector.note(acme, write_at(noon));
  collector.note(acme, write_at(noon));
  EXPECT_EQ(collector.take().size(), 2U);
  EXPECT_TRUE(collector.take().empty());
}

TEST(Collector, SaysWhenThereWasNothingBefore) {
  Collector collector({});
  EXPECT_TRUE(collector.note(acme, write_at(noon)));
  EXPECT_FALSE(collector.note_read(acme, list_at(noon)));
  collector.take();
  EXPECT_TRUE(collector.note_refusal(acme, refusal_from("10.0.0.1")));
}

TEST(Collector, SumsUpReadsOfACredentialOnARouteInAMinute) {
  Collector collector({});
  collector.note_read(acme, list_at(noon, 10));
  collector.note_read(acme, list_at(noon.plus_s(59), 70));
  collector.note_read(acme, list_at(noon.plus_s(20), 30));
  collector.note_read(acme, list_at(noon.plus_s(60), 5));
  collector.note_read(acme, list_at(noon, 5, "t2"));
  collector.note_read(globex, list_at(noon, 5));
  const std::vector<Entry> reads = of_kind(collector.take(), Kind::reads);
  ASSERT_EQ(reads.size(), 4U);
  EXPECT_EQ(reads[0].token_id, "t1");
  EXPECT_EQ(reads[0].count, 3);
  EXPECT_EQ(reads[0].duration_us, 70);
  EXPECT_EQ(reads[0].time, noon);
  EXPECT_EQ(reads[0].last, noon.plus_s(59));
}

TEST(Collector, GivesASummaryTheSameIdAsLongAsItsMinuteLasts) {
  Collector collector({});
  collector.note_read(acme, list_at(noon));
  const Uuid first = collector.take().front().entry.id;
  collector.note_read(acme, list_at(noon.plus_s(30)));
  EXPECT_EQ(collector.take().front().entry.id, first);
  collector.note_read(acme, list_at(noon.plus_s(60)));
  EXPECT_NE(collector.take().front().entry.id, first);
  collector.note_read(acme, list_at(noon, 10, "t2"));
  EXPECT_NE(collector.take().front().entry.id, first);
}

TEST(Collector, SumsUpRefusalsOfAnAddress) {
  Collector collector({});
  collector.note_refusal(acme, refusal_from("10.0.0.1"));
  collector.note_refusal(acme, refusal_from("10.0.0.1", noon.plus_s(5)));
  collector.note_refusal(acme, refusal_from("10.0.0.2"));
  const std::vector<Entry> refusals = of_kind(collector.take(), Kind::refusals);
  ASSERT_EQ(refusals.size(), 2U);
  EXPECT_EQ(refusals[0].address, "10.0.0.1");
  EXPECT_EQ(refusals[0].count, 2);
  EXPECT_EQ(refusals[1].count, 1);
}

TEST(Collector, PutsRefusalsBeyondTheQuotaOfAMinuteTogether) {
  Collector collector({.addresses_per_minute_max = 2});
  for (int n = 0; n < 10; ++n) {
    collector.note_refusal(acme, refusal_from("10.0.0." + std::to_string(n)));
  }
  collector.note_refusal(globex, refusal_from("10.0.1.1"));
  const std::vector<Entry> refusals = of_kind(collector.take(), Kind::refusals);
  ASSERT_EQ(refusals.size(), 4U);  // two addresses, all others, and one of another organisation
  EXPECT_EQ(refusals[0].address, "");
  EXPECT_EQ(refusals[0].count, 8);
  collector.note_refusal(acme, refusal_from("10.0.0.9", noon.plus_s(60)));
  EXPECT_EQ(collector.take().front().entry.address, "10.0.0.9");
}

TEST(Collector, PutsRefusalsBeyondTheQuotaOfADayTogether) {
  Collector collector({.addresses_per_minute_max = 1, .addresses_per_day_max = 3});
  for (int n = 0; n < 5; ++n) {
    collector.note_refusal(acme, refusal_from("10.0.0." + std::to_string(n), noon.plus_s(60 * n)));
  }
  std::size_t told_apart = 0;
  for (const Entry& entry : of_kind(collector.take(), Kind::refusals)) {
    told_apart += entry.address.empty() ? 0 : 1;
  }
  EXPECT_EQ(told_apart, 3U);
}

TEST(Collector, IsFullWhenItHasItsBytes) {
  Collector collector({.bytes_max = 100'000});
  const auto note_large = [&] {
    Entry entry = write_at(noon);
    entry.bodies.request = std::string(30'000, 'x');
    collector.note(acme, std::move(entry));
  };
  collector.note_read(acme, list_at(noon));
  for (int n = 0; n < 6; ++n) {
    note_large();
  }
  const std::vector<Noted> taken = collector.take();
  EXPECT_EQ(of_kind(taken, Kind::request).size(), 4U) << "the fourth is the one that fills it";
  EXPECT_TRUE(of_kind(taken, Kind::reads).empty());
  ASSERT_EQ(of_kind(taken, Kind::lost).size(), 1U);
  EXPECT_EQ(of_kind(taken, Kind::lost)[0].count, 3) << "a read and two writes";
  note_large();
  EXPECT_EQ(collector.take().size(), 1U) << "there is room again";
}

TEST(Collector, DropsReadsFirstWhenItIsFullAndCountsThem) {
  Collector collector({.entries_max = 3});
  collector.note_read(acme, list_at(noon));
  collector.note_read(acme, list_at(noon));
  for (int n = 0; n < 4; ++n) {
    collector.note(acme, write_at(noon));
  }
  collector.note_read(acme, list_at(noon));
  const std::vector<Noted> taken = collector.take();
  EXPECT_EQ(of_kind(taken, Kind::request).size(), 3U);
  EXPECT_TRUE(of_kind(taken, Kind::reads).empty());
  const std::vector<Entry> lost = of_kind(taken, Kind::lost);
  ASSERT_EQ(lost.size(), 1U);
  EXPECT_EQ(lost[0].count, 4);  // two reads pushed out, a write, and a read without room
}

TEST(Collector, CountsWhatCouldNotBeStored) {
  Collector collector({});
  collector.note(acme, write_at(noon));
  collector.note(globex, write_at(noon));
  collector.lose(collector.take());
  const std::vector<Noted> taken = collector.take();
  ASSERT_EQ(taken.size(), 2U);
  EXPECT_EQ(taken[0].entry.kind, Kind::lost);
  EXPECT_EQ(taken[0].entry.count, 1);
}

}  // namespace
}  // namespace provost::log
