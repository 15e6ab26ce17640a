#include "api/loop/request_meter.h"

#include <gtest/gtest.h>

namespace provost::api {
namespace {

constexpr Timestamp start{1'800'000'000'000};

TEST(RequestMeter, RatesAreBetweenTheOldestSampleAndTheNewest) {
  RequestMeter meter;
  meter.note(200);
  EXPECT_EQ(meter.rate().time_ms, 0) << "nothing is known yet";
  meter.sample(start);
  EXPECT_EQ(meter.rate().time_ms, 0);
  for (const int status : {200, 401, 404, 503}) {
    meter.note(status);
  }
  meter.sample(start.plus_s(2));
  const RequestMeter::Rate rate = meter.rate();
  EXPECT_EQ(rate.time_ms, 2000);
  EXPECT_EQ(rate.totals.requests, 4) << "the one before the first sample does not count";
  EXPECT_EQ(rate.totals.refused, 2);
  EXPECT_EQ(rate.totals.failed, 1);
}

TEST(RequestMeter, WhatIsOlderThanAMinuteIsForgotten) {
  RequestMeter meter;
  meter.sample(start);
  meter.note(500);
  for (int second = 1; second <= 60; ++second) {
    meter.sample(start.plus_s(second));
  }
  EXPECT_EQ(meter.rate().totals.failed, 1);
  EXPECT_EQ(meter.rate().time_ms, 60'000);
  meter.sample(start.plus_s(61));
  EXPECT_EQ(meter.rate().totals.failed, 0);
  EXPECT_EQ(meter.rate().time_ms, 60'000);
  meter.sample(start);
  EXPECT_EQ(meter.rate().time_ms, 0) << "a clock that was set back gives no rate";
}

}  // namespace
}  // namespace provost::api
