#include "oidc/one_at_a_time.h"

#include <stdexcept>
#include <thread>

#include <gtest/gtest.h>

namespace provost::oidc {
namespace {

TEST(OneAtATime, asks_once_for_all_who_want_to_know) {
  OneAtATime<int> fetches;
  std::promise<void> begun;
  std::promise<void> gate;
  int first = 0;
  std::thread asking([&] {
    first = fetches
                .run("a",
                     [&]() -> Outcome<int> {
                       begun.set_value();
                       gate.get_future().wait();
                       return 7;
                     })
                .value();
  });
  begun.get_future().wait();
  int second = 0;
  std::thread waiting([&] {
    second = fetches
                 .run("a",
                      []() -> Outcome<int> {
                        ADD_FAILURE() << "it is asked for already";
                        return 8;
                      })
                 .value();
  });
  while (fetches.joined() == 0) {
    std::this_thread::yield();
  }
  EXPECT_EQ(fetches.run("b", []() -> Outcome<int> { return 9; }).value(), 9);
  gate.set_value();
  asking.join();
  waiting.join();
  EXPECT_EQ(first, 7);
  EXPECT_EQ(second, 7);
  EXPECT_EQ(fetches.run("a", []() -> Outcome<int> { return 10; }).value(), 10) << "asked afresh";
}

TEST(OneAtATime, forgets_a_call_that_failed) {
  OneAtATime<int> fetches;
  EXPECT_THROW((void)fetches.run("a", []() -> Outcome<int> { throw std::runtime_error("no"); }),
               std::runtime_error);
  EXPECT_EQ(fetches.run("a", []() -> Outcome<int> { return 1; }).value(), 1);
}

}  // namespace
}  // namespace provost::oidc
