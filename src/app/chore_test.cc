#include "app/chore.h"

#include <stdexcept>
#include <vector>

#include <gmock/gmock.h>

namespace provost::app {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ChoreTest : public ::testing::Test {
 protected:
  // Runs the chore once a second; returns the seconds at which it worked.
  std::vector<int> worked_in(int seconds) {
    std::vector<int> at;
    for (int i = 0; i < seconds; ++i, now_ = now_.plus_s(1)) {
      const int before = tries_;
      chore_.run(now_, [&](const std::string& line) { lines_.push_back(line); });
      if (tries_ > before) {
        at.push_back(i);
      }
    }
    return at;
  }

  Timestamp now_{1'800'000'000'000};
  int tries_ = 0;
  std::function<Result<void>()> work_ = [] { return Result<void>(); };
  std::vector<std::string> lines_;
  Chore chore_{"tidying up", [this] {
                 ++tries_;
                 return work_();
               }};
};

TEST_F(ChoreTest, IsDoneEachTimeAndSaysNothingWhileAllIsWell) {
  EXPECT_THAT(worked_in(3), ElementsAre(0, 1, 2));
  EXPECT_THAT(lines_, IsEmpty());
}

TEST_F(ChoreTest, RestsTwiceAsLongAfterEachFailureUpToAMinute) {
  work_ = [] { return Result<void>(Error(Code::internal, "no room", "disk full")); };
  EXPECT_THAT(worked_in(200), ElementsAre(0, 1, 3, 7, 15, 31, 63, 123, 183));
  ASSERT_EQ(lines_.size(), 9u);
  EXPECT_EQ(lines_[0], "tidying up failed, and is tried again in 1 s: no room: disk full");
  EXPECT_THAT(lines_[8], HasSubstr("in 60 s"));
}

TEST_F(ChoreTest, IsDoneEachTimeAgainAfterASuccess) {
  work_ = [] { return Result<void>(Error(Code::internal, "no room")); };
  worked_in(3);
  work_ = [] { return Result<void>(); };
  lines_.clear();
  EXPECT_THAT(worked_in(4), ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(lines_, ElementsAre("tidying up works again"));
  work_ = [] { return Result<void>(Error(Code::internal, "no room")); };
  lines_.clear();
  EXPECT_THAT(worked_in(2), ElementsAre(0, 1));
  EXPECT_THAT(lines_[0], HasSubstr("in 1 s"));
}

TEST_F(ChoreTest, WhatItThrowsIsAFailure) {
  work_ = []() -> Result<void> { throw std::runtime_error("the file is gone"); };
  EXPECT_THAT(worked_in(1), ElementsAre(0));
  EXPECT_THAT(lines_, ElementsAre(HasSubstr("the file is gone")));
}

TEST_F(ChoreTest, AClockThatWasSetBackDoesNotProlongTheRest) {
  work_ = [] { return Result<void>(Error(Code::internal, "no room")); };
  worked_in(1);
  now_ = now_.plus_s(-3600);
  EXPECT_THAT(worked_in(1), ElementsAre(0));
}

}  // namespace
}  // namespace provost::app
