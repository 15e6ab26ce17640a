#include "base/line_workers.h"

#include <atomic>
#include <future>
#include <string>

#include <gtest/gtest.h>

namespace provost {
namespace {

using Workers = LineWorkers<std::string>;

// A job that reports when it has begun, and ends when told.
class Held {
 public:
  Workers::Job job() {
    return [this](std::size_t) {
      begun_.set_value();
      gate_.get_future().wait();
    };
  }
  void wait_until_begun() { begun_.get_future().wait(); }
  void release() { gate_.set_value(); }

 private:
  std::promise<void> begun_;
  std::promise<void> gate_;
};

TEST(LineWorkers, DoTheWorkOfEachLineInTurn) {
  Workers workers(1, {});
  Held held;
  EXPECT_EQ(workers.submit("acme", held.job()), Room::there);
  held.wait_until_begun();
  std::string order;  // owned by the only worker until drain() has returned
  for (const char* key : {"acme", "acme", "acme", "globex"}) {
    workers.submit(key, [&order, key](std::size_t) { order += key[0]; });
  }
  held.release();
  workers.drain();
  EXPECT_EQ(order, "agaa");
}

TEST(LineWorkers, KeepAWorkerForWhoeverHasNothingUnderWay) {
  Workers workers(2, {.line_running_max = 1});
  Held flood;
  workers.submit("acme", flood.job());
  flood.wait_until_begun();
  std::atomic<bool> is_second_done = false;
  workers.submit("acme", [&](std::size_t) { is_second_done = true; });
  std::promise<void> neighbour;
  workers.submit("globex", [&](std::size_t) { neighbour.set_value(); });
  neighbour.get_future().wait();
  EXPECT_FALSE(is_second_done) << "acme has its share";
  flood.release();
  workers.drain();
  EXPECT_TRUE(is_second_done);
}

TEST(LineWorkers, RefuseWhatIsBeyondTheLimitsAndWhatComesAfterTheEnd) {
  Workers workers(1, {.items_max = 2, .line_items_max = 1});
  Held held;
  workers.submit("acme", held.job());
  held.wait_until_begun();
  const auto none = [](std::size_t) {};
  EXPECT_EQ(workers.submit("acme", none), Room::there);
  EXPECT_EQ(workers.submit("acme", none), Room::share_full);
  EXPECT_EQ(workers.submit("globex", none), Room::there);
  EXPECT_EQ(workers.submit("initech", none), Room::full);
  held.release();
  workers.drain();
  EXPECT_EQ(workers.submit("globex", none), Room::full);
}

}  // namespace
}  // namespace provost
