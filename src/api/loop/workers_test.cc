#include "api/loop/workers.h"

#include <future>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

namespace provost::api {
namespace {

const std::string line = "acme";

template <class Work>
Result<int> run(Workers& workers, Work work) {
  // Outlives the worker, which may still be returning from the call that woke the loop.
  static boost::asio::io_context io;
  io.restart();
  std::optional<Result<int>> result;
  std::exception_ptr thrown;
  boost::asio::co_spawn(io, apart<int>(workers, line, work),
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

// Keeps the only worker busy until the end.
class Busy {
 public:
  explicit Busy(Workers& workers) {
    workers.submit(
        "somebody",
        [this] {
          begun_.set_value();
          gate_.get_future().wait();
        },
        [](const Result<void>&) {});
    begun_.get_future().wait();
  }
  void release() { gate_.set_value(); }

 private:
  std::promise<void> begun_;
  std::promise<void> gate_;
};

TEST(Workers, RunWorkOnAnotherThreadAndGiveItsResultBack) {
  Workers workers(1, {});
  std::thread::id where;
  const Result<int> result = run(workers, [&]() -> Result<int> {
    where = std::this_thread::get_id();
    return 7;
  });
  EXPECT_EQ(result.value(), 7);
  EXPECT_NE(where, std::this_thread::get_id());
}

TEST(Workers, PassErrorsAndExceptionsOn) {
  Workers workers(1, {});
  EXPECT_EQ(run(workers, []() -> Result<int> { return Error(Code::conflict, "no"); }).error().code,
            Code::conflict);
  EXPECT_THROW(run(workers, []() -> Result<int> { throw std::runtime_error("broken"); }),
               std::runtime_error);
}

TEST(Workers, RefuseAtOnceWhenThereIsNoRoom) {
  Workers workers(1, {.items_max = 2, .line_items_max = 1});
  Busy busy(workers);
  int done = 0;  // owned by the worker until drain() has returned
  const auto count = [&](const Result<void>& outcome) { done += outcome.has_value() ? 1 : 0; };
  workers.submit(
      line, [] {}, count);
  const auto one = []() -> Result<int> { return 1; };
  EXPECT_EQ(run(workers, one).error().code, Code::too_many_requests) << "the line has its share";
  workers.submit(
      "globex", [] {}, count);
  workers.submit(
      "initech", [] {},
      [](const Result<void>& outcome) {
        EXPECT_EQ(outcome.error().code, Code::overloaded);
        EXPECT_GT(outcome.error().retry_after_s, 0);
      });
  busy.release();
  workers.drain();
  EXPECT_EQ(done, 2);
  EXPECT_EQ(run(workers, one).error().code, Code::overloaded);
}

TEST(Workers, DropWhatNobodyWaitsForAnyMore) {
  boost::asio::io_context io;
  Workers workers(1, {});
  Busy busy(workers);
  boost::asio::cancellation_signal client;
  bool has_run = false;
  std::optional<Result<int>> result;
  const auto work = [&]() -> Result<int> {
    has_run = true;
    return 1;
  };
  boost::asio::co_spawn(io, apart<int>(workers, line, work),
                        boost::asio::bind_cancellation_slot(
                            client.slot(), [&](const std::exception_ptr&, Result<int> made) {
                              result = std::move(made);
                            }));
  const auto guard = boost::asio::make_work_guard(io);
  io.poll();
  client.emit(boost::asio::cancellation_type::terminal);
  io.poll();  // its loop delivers the signal to the coroutine before the worker is free
  EXPECT_FALSE(result) << "its turn comes first";
  busy.release();
  while (!result) {
    io.run_one();
  }
  EXPECT_FALSE(has_run);
  EXPECT_EQ(result->error().code, Code::overloaded);
}

}  // namespace
}  // namespace provost::api
