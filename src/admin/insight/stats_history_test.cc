#include "admin/insight/stats_history.h"

#include <gtest/gtest.h>

namespace provost::admin {
namespace {

constexpr Timestamp midnight{20'000 * log::day_ms};
constexpr Timestamp now{midnight.ms + 10 * log::hour_ms + 5};

json::Array points(std::string_view range, const std::vector<log::Hour>& hours,
                   const ActiveUsers& active) {
  return describe(read_history_range(range).value(), hours, active, now).at("points").as_array();
}

TEST(StatsHistory, HasNoGapsInAnyRange) {
  for (const auto& [name, steps, step_s] : std::vector<std::tuple<const char*, std::size_t, int>>{
           {"24h", 24, 3600}, {"7d", 28, 21600}, {"30d", 30, 86400}, {"90d", 90, 86400}}) {
    const json::Object shown = describe(read_history_range(name).value(), {}, {}, now);
    EXPECT_EQ(shown.at("range").as_string(), name);
    EXPECT_EQ(shown.at("stepSeconds"), step_s);
    EXPECT_EQ(shown.at("points").as_array().size(), steps);
  }
  EXPECT_EQ(read_history_range("1y").error().code, Code::invalid_value);
}

TEST(StatsHistory, SumsHoursIntoTheirStep) {
  const std::vector<log::Hour> hours{{midnight.plus_s(-3600), 50, 5, 1},
                                     {midnight.plus_s(5 * 3600), 7, 2, 0},
                                     {midnight.plus_s(6 * 3600), 1, 0, 3},
                                     {midnight.plus_s(10 * 3600), 10, 1, 0},
                                     {midnight.plus_s(-100 * 86400), 999, 999, 0}};
  const json::Array by_hour = points("24h", hours, {});
  EXPECT_EQ(by_hour.back().at("requests"), 10);
  EXPECT_EQ(by_hour.back().at("failures"), 1);
  EXPECT_EQ(by_hour.back().at("time"), "2024-10-04T10:00:00.000Z");
  const json::Array by_six = points("7d", hours, {});
  EXPECT_EQ(by_six.back().at("requests"), 11);
  EXPECT_EQ(by_six.back().at("failures"), 4) << "what was not let in has failed too";
  EXPECT_EQ(by_six[26].at("requests"), 7);
  const json::Array by_day = points("90d", hours, {});
  EXPECT_EQ(by_day.back().at("requests"), 18);
  EXPECT_EQ(by_day[88].at("requests"), 50);
  EXPECT_EQ(by_day.front().at("requests"), 0);
}

TEST(StatsHistory, ActiveUsersAreKnownFromTheFirstSampleOn) {
  const ActiveUsers active{.samples = {{midnight, 5}, {midnight.plus_s(2 * 3600), 8}}, .now = 9};
  const json::Array shown = points("24h", {}, active);
  EXPECT_TRUE(shown[12].at("activeUsers").is_null());
  EXPECT_EQ(shown[13].at("activeUsers"), 5);
  EXPECT_EQ(shown[14].at("activeUsers"), 5);
  EXPECT_EQ(shown[15].at("activeUsers"), 8);
  EXPECT_EQ(shown[22].at("activeUsers"), 8);
  EXPECT_EQ(shown[23].at("activeUsers"), 9);
}

TEST(StatsHistory, ASampleFromBeforeTheRangeHolds) {
  const ActiveUsers active{.samples = {{midnight.plus_s(-40 * 86400), 3}}, .now = 4};
  EXPECT_EQ(points("30d", {}, active).front().at("activeUsers"), 3);
}

}  // namespace
}  // namespace provost::admin
