#include "app/upkeep.h"

#include <future>
#include <memory>

#include <gtest/gtest.h>

namespace provost::app {
namespace {

// Takes as long as the test wants.
struct Held {
  std::promise<void> begun;
  std::promise<void> go;
  int times = 0;

  std::function<void()> work() {
    return [this] {
      if (++times == 1) {
        begun.set_value();
        go.get_future().wait();
      }
    };
  }
};

// The thread that starts it never waits for it.
TEST(Upkeep, EndsWithWhatIsUnderWayAndDoesNoMore) {
  Held held;
  Upkeep upkeep(held.work());
  held.begun.get_future().wait();
  upkeep.ask_to_end();
  held.go.set_value();
  upkeep.end();
  EXPECT_EQ(held.times, 1);
}

TEST(Upkeep, IsDoneAgainAndAgain) {
  std::promise<void> third;
  int times = 0;
  const Upkeep upkeep([&] {
    if (++times == 3) {
      third.set_value();
    }
  });
  third.get_future().wait();
}

}  // namespace
}  // namespace provost::app
