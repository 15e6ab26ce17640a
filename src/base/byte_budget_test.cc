#include "base/byte_budget.h"

#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace provost {
namespace {

TEST(ByteBudgetTest, GivesWhatItHasAndTakesItBack) {
  ByteBudget budget(100);
  {
    ByteBudget::Hold one(budget, "acme");
    ByteBudget::Hold other(budget, "globex");
    ByteBudget::Hold third(budget, "initech");
    EXPECT_EQ(one.resize(50), Room::there);
    EXPECT_EQ(other.resize(30), Room::there);
    EXPECT_EQ(third.resize(21), Room::full);
    EXPECT_EQ(third.bytes(), 0U);
    EXPECT_EQ(one.resize(10), Room::there);
    EXPECT_EQ(third.resize(21), Room::there);
    EXPECT_EQ(budget.used(), 61U);
  }
  EXPECT_EQ(budget.used(), 0U);
  EXPECT_EQ(budget.take_peak(), 80U);
  EXPECT_EQ(budget.take_peak(), 0U);
}

TEST(ByteBudgetTest, LeavesTheOthersTheirShare) {
  ByteBudget budget(100);
  ByteBudget::Hold first(budget, "acme");
  ByteBudget::Hold second(budget, "acme");
  ByteBudget::Hold globex(budget, "globex");
  ByteBudget::Hold unknown(budget, ByteBudget::strangers);
  EXPECT_EQ(first.resize(40), Room::there);
  EXPECT_EQ(second.resize(11), Room::share_full);
  EXPECT_EQ(second.resize(10), Room::there);
  EXPECT_EQ(globex.resize(25), Room::there);
  EXPECT_EQ(unknown.resize(26), Room::full) << "more than is left";
  EXPECT_EQ(unknown.resize(25), Room::there);
  globex = {};
  ByteBudget::Hold stranger(budget, ByteBudget::strangers);
  EXPECT_EQ(stranger.resize(1), Room::share_full);
}

TEST(ByteBudgetTest, AHoldMovesToTheShareOfItsCaller) {
  ByteBudget budget(100);
  ByteBudget::Hold request(budget, ByteBudget::strangers);
  EXPECT_EQ(request.resize(25), Room::there);
  request.move_to("acme");
  ByteBudget::Hold stranger(budget, ByteBudget::strangers);
  EXPECT_EQ(stranger.resize(25), Room::there);
  ByteBudget::Hold acme(budget, "acme");
  EXPECT_EQ(acme.resize(26), Room::share_full);
  EXPECT_EQ(budget.used(), 50U);
}

TEST(ByteBudgetTest, CountsWhatIsThereWithoutRoom) {
  ByteBudget budget(100);
  ByteBudget::Hold large(budget, "acme");
  large.force(150);
  ByteBudget::Hold other(budget, "globex");
  EXPECT_EQ(other.resize(1), Room::full);
  ByteBudget::Hold taken = std::move(large);
  EXPECT_EQ(taken.bytes(), 150U);
  EXPECT_EQ(large.bytes(), 0U);
  EXPECT_EQ(taken.resize(120), Room::there) << "less is always possible";
  taken.force(0);
  EXPECT_EQ(other.resize(1), Room::there);
}

TEST(ByteBudgetTest, SaysWhoMayBegin) {
  ByteBudget budget(100);
  EXPECT_EQ(budget.room("acme"), Room::there);
  ByteBudget::Hold acme(budget, "acme");
  acme.force(50);
  EXPECT_EQ(budget.room("acme"), Room::share_full);
  EXPECT_EQ(budget.room("globex"), Room::there);
  ByteBudget::Hold globex(budget, "globex");
  globex.force(50);
  EXPECT_EQ(budget.room("initech"), Room::full);
}

TEST(ByteBudgetTest, WithoutABudgetThereIsRoom) {
  ByteBudget::Hold free;
  EXPECT_EQ(free.resize(1'000'000'000), Room::there);
  free.force(0);
}

TEST(ByteBudgetTest, NeverGivesMoreThanItHasToManyThreads) {
  ByteBudget budget(1000);
  std::vector<std::thread> threads;
  for (const char* share : {"a", "b", "c", "a"}) {
    threads.emplace_back([&budget, share] {
      for (std::size_t i = 1; i < 2000; ++i) {
        ByteBudget::Hold hold(budget, share);
        hold.resize(i % 400);
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  EXPECT_EQ(budget.used(), 0U);
  EXPECT_LE(budget.take_peak(), 1000U);
}

}  // namespace
}  // namespace provost
