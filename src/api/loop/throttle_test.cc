#include "api/loop/throttle.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace provost::api {
namespace {

constexpr ThrottleRule rule{.free = 3, .wait_max_s = 8, .forget_s = 100};

TEST(Throttle, LetsSomeAttemptsThroughAndThenWaitsLongerAndLonger) {
  Throttle throttle(rule, 10);
  Timestamp now{1'000'000};
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(throttle.begin("ada", now), 0) << i;
  }
  for (const int wait_s : {1, 2, 4, 8, 8}) {
    EXPECT_EQ(throttle.begin("ada", now), wait_s);
    EXPECT_EQ(throttle.begin("bob", now), 0) << "others are not meant";
    throttle.forget("bob");
    now = now.plus_s(wait_s);
    EXPECT_EQ(throttle.begin("ada", now), 0);
  }
}

TEST(Throttle, ForgetsWhatSucceededAndWhatIsLongAgo) {
  Throttle throttle(rule, 10);
  Timestamp now{1'000'000};
  const auto exhaust = [&] {
    while (throttle.begin("ada", now) == 0) {
    }
  };
  exhaust();
  throttle.forget("ada");
  EXPECT_EQ(throttle.begin("ada", now), 0);
  exhaust();
  now = now.plus_s(99);
  EXPECT_EQ(throttle.begin("ada", now), 0);
  EXPECT_GT(throttle.begin("ada", now), 0) << "still remembered";
  now = now.plus_s(100);
  EXPECT_EQ(throttle.begin("ada", now), 0);
  EXPECT_EQ(throttle.begin("ada", now), 0) << "forgotten";
}

TEST(Throttle, AClockThatIsSetBackProlongsNoWait) {
  Throttle throttle(rule, 10);
  Timestamp now{1'000'000'000};
  for (int i = 0; i < 5; ++i) {
    now = now.plus_s(throttle.begin("ada", now));
    throttle.begin("ada", now);
  }
  const int wait_s = throttle.begin("ada", now);
  ASSERT_GT(wait_s, 1);
  now = now.plus_s(-24 * 3600);
  EXPECT_EQ(throttle.begin("ada", now), wait_s) << "nor does it shorten one";
  now = now.plus_s(wait_s);
  EXPECT_EQ(throttle.begin("ada", now), 0);
  EXPECT_EQ(throttle.begin("ada", now), wait_s) << "what failed before still counts";
  // An attempt that did not have to wait.
  EXPECT_EQ(throttle.begin("bob", now), 0);
  EXPECT_EQ(throttle.begin("bob", now.plus_s(-3600)), 0);
}

TEST(Throttle, RemembersABoundedNumber) {
  Throttle throttle(rule, 3);
  const Timestamp now{1'000'000};
  for (int i = 0; i < 4; ++i) {
    throttle.begin("ada", now);
  }
  for (int i = 0; i < 100; ++i) {
    throttle.begin(fmt::format("name {}", i), now);
    EXPECT_GT(throttle.begin("ada", now), 0) << "what is tried again stays";
    EXPECT_LE(throttle.size(), 3u);
  }
}

TEST(SignInThrottle, SlowsOneAddressWithManyNamesDown) {
  SignInThrottle throttle;
  const Timestamp now{1'000'000};
  int let_through = 0;
  for (int i = 0; i < 100; ++i) {
    let_through += throttle.begin({fmt::format("name {}", i), "192.0.2.7"}, now) == 0 ? 1 : 0;
  }
  EXPECT_EQ(let_through, 20);
  EXPECT_EQ(throttle.begin({"ada", "192.0.2.8"}, now), 0);
}

TEST(SignInThrottle, ASuccessDoesNotUndoTheFailuresOfTheAddress) {
  SignInThrottle throttle;
  const Timestamp now{1'000'000};
  int failures = 0;
  for (int i = 0; i < 100; ++i) {
    failures += throttle.begin({fmt::format("n{}", i), "192.0.2.7"}, now) == 0 ? 1 : 0;
    if (throttle.begin({"mallory", "192.0.2.7"}, now) == 0) {
      throttle.succeeded({"mallory", "192.0.2.7"});
    }
  }
  EXPECT_LE(failures, 20);
}

TEST(SignInThrottle, TakesANetworkOfSixtyFourBitsForOneAddress) {
  SignInThrottle throttle;
  const Timestamp now{1'000'000};
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(throttle.begin({fmt::format("n{}", i), fmt::format("2001:db8::{:x}", i)}, now), 0);
  }
  EXPECT_GT(throttle.begin({"ada", "2001:db8::ffff"}, now), 0);
  EXPECT_EQ(throttle.begin({"ada", "2001:db8:0:1::1"}, now), 0);
}

TEST(SignInThrottle, SlowsOneNameFromManyAddressesDown) {
  SignInThrottle throttle;
  const Timestamp now{1'000'000};
  int let_through = 0;
  for (int i = 0; i < 100; ++i) {
    let_through += throttle.begin({"ada", fmt::format("192.0.2.{}", i)}, now) == 0 ? 1 : 0;
  }
  EXPECT_EQ(let_through, 5);
  throttle.succeeded({"ada", "192.0.2.1"});
  EXPECT_EQ(throttle.begin({"ada", "192.0.2.1"}, now), 0);
}

TEST(SignInThrottle, StrangersDoNotMakeAKnownBrowserWait) {
  SignInThrottle throttle;
  Timestamp now{1'000'000};
  const SignInAttempt hers{"ada", "192.0.2.9", "her browser"};
  for (int second = 0; second < 150; ++second) {
    for (int i = 0; i < 10; ++i) {
      throttle.begin({"ada", fmt::format("198.51.{}.{}", second, i)}, now);
      throttle.begin({"ada", hers.address}, now);
    }
    ASSERT_EQ(throttle.begin(hers, now), 0) << second;
    throttle.succeeded(hers);
    EXPECT_GT(throttle.begin({"ada", "203.0.113.7"}, now), 0) << "strangers wait on";
    now = now.plus_s(1);
  }
}

TEST(SignInThrottle, AKnownBrowserIsNoWayToGuess) {
  SignInThrottle throttle;
  const Timestamp now{1'000'000};
  int let_through = 0;
  for (int i = 0; i < 100; ++i) {
    let_through +=
        throttle.begin({"ada", fmt::format("192.0.2.{}", i), "stolen"}, now) == 0 ? 1 : 0;
  }
  EXPECT_EQ(let_through, 5);
  EXPECT_EQ(throttle.begin({"ada", "192.0.2.1", "another"}, now), 0);
}

TEST(SignInThrottle, WhatIsNotTriedForANameDoesNotCountForTheAddress) {
  SignInThrottle throttle;
  const Timestamp now{1'000'000};
  for (int i = 0; i < 5; ++i) {
    throttle.begin({"ada", fmt::format("198.51.100.{}", i)}, now);
  }
  for (int i = 0; i < 100; ++i) {
    EXPECT_GT(throttle.begin({"ada", "192.0.2.7"}, now), 0);
  }
  EXPECT_EQ(throttle.begin({"bob", "192.0.2.7"}, now), 0);
}

}  // namespace
}  // namespace provost::api
