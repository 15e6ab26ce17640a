#include "store/sqlite/condition.h"

#include <gtest/gtest.h>

namespace provost::store::sqlite {
namespace {

using namespace std::chrono_literals;

TEST(Condition, AReadThatTheDiskFailsShows) {
  Condition condition;
  const auto fail = [] { throw Failure(SQLITE_IOERR_READ, "disk I/O error at /data"); };
  EXPECT_THROW(guard_read(condition, fail), StorageFault);
  const Result<void> health = condition.health();
  ASSERT_TRUE(health.has_error());
  EXPECT_EQ(health.error().detail.find("/data"), std::string::npos) << "everybody may read it";
  EXPECT_NE(tell_operator(health.error()).find("/data"), std::string::npos);
  EXPECT_TRUE(condition.may_write().has_value());
}

TEST(Condition, AMisuseOfTheDatabaseIsNoFaultOfTheDisk) {
  Condition condition;
  EXPECT_THROW(guard_read(condition, [] { throw Failure(SQLITE_MISUSE, "misuse"); }), StorageFault);
  EXPECT_TRUE(condition.health().has_value());
}

TEST(Condition, WhatNobodyFoundSinceIsCleared) {
  Condition condition;
  const auto before = std::chrono::steady_clock::now();
  condition.set(Trouble::unreadable, Error(Code::internal, "unreadable"));
  condition.clear_older(Trouble::unreadable, before);
  EXPECT_TRUE(condition.has(Trouble::unreadable));
  condition.clear_older(Trouble::unreadable, std::chrono::steady_clock::now() + 1s);
  EXPECT_TRUE(condition.health().has_value());
}

TEST(Condition, TheWorstFaultIsTold) {
  Condition condition;
  condition.set(Trouble::failing, Error(Code::internal, "failing"));
  condition.set(Trouble::damaged, Error(Code::internal, "damaged"));
  EXPECT_EQ(condition.health().error().detail, "damaged");
  condition.clear(Trouble::damaged);
  EXPECT_EQ(condition.health().error().detail, "failing");
}

}  // namespace
}  // namespace provost::store::sqlite
