#include "admin/insight/stats.h"

#include <gtest/gtest.h>

namespace provost::admin {
namespace {

constexpr Timestamp midnight{20'000 * log::day_ms};

TEST(Stats, ShowHoursAndDaysWithoutGaps) {
  LogFigures log;
  log.hours = {{midnight, 5, 1, 2},
               {midnight.plus_s(3600), 7, 0, 0},
               {midnight.plus_s(-24 * 3600), 3, 3, 0},
               {midnight.plus_s(-60 * 24 * 3600), 100, 0, 0}};
  const json::Object shown = describe(StoreFigures{}, log, midnight.plus_s(3600 + 5));
  const json::Array& hours = shown.at("hours").as_array();
  ASSERT_EQ(hours.size(), static_cast<std::size_t>(stats_hours));
  EXPECT_EQ(hours.back().at("requests"), 7);
  EXPECT_EQ(hours[hours.size() - 2].at("requests"), 5);
  EXPECT_EQ(hours[hours.size() - 2].at("refusals"), 2);
  EXPECT_EQ(hours[hours.size() - 3].at("requests"), 0);
  const json::Array& days = shown.at("days").as_array();
  ASSERT_EQ(days.size(), static_cast<std::size_t>(stats_days));
  EXPECT_EQ(days.back().at("requests"), 12);
  EXPECT_EQ(days[days.size() - 2].at("failures"), 3);
  EXPECT_EQ(days.front().at("requests"), 0);
}

TEST(Stats, SaysWhenNobodyHasCalledYet) {
  const json::Object shown = describe(StoreFigures{}, {}, midnight);
  EXPECT_TRUE(shown.at("lastContact").is_null());
  EXPECT_TRUE(shown.at("firstContact").is_null());
}

}  // namespace
}  // namespace provost::admin
