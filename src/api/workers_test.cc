#include "api/workers.h"

#include <atomic>
#include <future>
#include <stdexcept>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

namespace provost::api {
namespace {

template <class Work>
Result<int> run(Workers& workers, Work work) {
  boost::asio::io_context io;
  std::optional<Result<int>> result;
  std::exception_ptr thrown;
  boost::asio::co_spawn(io, apart<int>(workers, work),
                        [&](std::exception_ptr fault, Result<int> made) {
                          thrown = fault;
                          result = std::move(made);
                        });
  const auto guard = boost::asio::make_work_guard(io);
  while (!result) {
    io.run_one();
  }
  if (thrown) {
    std::rethrow_exception(thrown);
  }
  return std::move(*result);
}

TEST(Workers, RunWorkOnAnotherThreadAndGiveItsResultBack) {
  Workers workers(1, 4);
  std::thread::id where;
  const Result<int> result = run(workers, [&]() -> Result<int> {
    where = std::this_thread::get_id();
    return 7;
  });
  EXPECT_EQ(result.value(), 7);
  EXPECT_NE(where, std::this_thread::get_id());
}

TEST(Workers, PassErrorsAndExceptionsOn) {
  Workers workers(1, 4);
  EXPECT_EQ(run(workers, []() -> Result<int> { return Error(Code::conflict, "no"); }).error().code,
            Code::conflict);
  EXPECT_THROW(run(workers, []() -> Result<int> { throw std::runtime_error("broken"); }),
               std::runtime_error);
}

TEST(Workers, RefuseAtOnceWhenTheQueueIsFull) {
  Workers workers(1, 1);
  std::promise<void> begun;
  std::promise<void> gate;
  std::atomic<int> done = 0;
  const auto count = [&](const Result<void>& outcome) { done += outcome.has_value() ? 1 : 0; };
  workers.submit(
      [&] {
        begun.set_value();
        gate.get_future().wait();
      },
      count);
  begun.get_future().wait();
  workers.submit([] {}, count);
  const Result<int> refused = run(workers, []() -> Result<int> { return 1; });
  EXPECT_EQ(refused.error().code, Code::overloaded);
  EXPECT_GT(refused.error().retry_after_s, 0);
  gate.set_value();
  workers.drain();
  EXPECT_EQ(done, 2);
  EXPECT_EQ(run(workers, []() -> Result<int> { return 1; }).error().code, Code::overloaded);
}

}  // namespace
}  // namespace provost::api
