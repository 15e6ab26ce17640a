#include "app/end_in_time.h"

#include <cstdlib>
#include <future>

#include <gtest/gtest.h>

namespace provost::app {
namespace {

using namespace std::chrono_literals;

TEST(EndInTime, EndsWhatDoesNotEndByItself) {
  std::promise<void> ended;
  EndInTime end([&] { ended.set_value(); });
  end.begin(0ms);
  ended.get_future().wait();
}

TEST(EndInTime, LeavesAloneWhatIsDone) {
  bool has_ended = false;
  {
    EndInTime end([&] { has_ended = true; });
    end.begin(24h);
  }
  EXPECT_FALSE(has_ended);
}

TEST(EndInTime, NeedNotBegin) {
  const EndInTime end([] { std::abort(); });
}

}  // namespace
}  // namespace provost::app
