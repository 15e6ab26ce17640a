#include "api/loop/await.h"

#include <future>
#include <optional>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

#include "admin/command/organisations.h"
#include "base/testing/fakes.h"
#include "store/sqlite/sqlite_store.h"
#include "store/testing/trials.h"

// Work queued in the store for a client that has left is not started when its turn comes.
namespace provost::api {
namespace {

// Keeps a thread of the store busy until the test lets it continue.
class Gate {
 public:
  void pass() {
    begun_.set_value();
    go_.get_future().wait();
  }
  void wait_until_begun() { begun_.get_future().wait(); }
  void open() { go_.set_value(); }

 private:
  std::promise<void> begun_;
  std::promise<void> go_;
};

class Await : public ::testing::Test {
 protected:
  Await() {
    store::sqlite::Options options;
    options.path = ":memory:";
    options.rehearsals = testing::rehearsals_wanted();
    options.read_threads = 1;
    store_ = store::sqlite::open(options, clock_, random_);
    session_ = store_->open_session();
    const identity::Admin admin{*session_, clock_, random_, "test"};
    EXPECT_TRUE(admin::create_organisation(admin, OrgId("acme"), {.name = "Acme"}).has_value());
    org_ = identity::find_organisation(admin, OrgId("acme")).value().key;
  }

  // Asks, lets the client leave while the thread is busy, and returns what the coroutine was told.
  // `ask` makes the coroutine, `occupy` keeps its thread busy.
  template <class Ask, class Occupy>
  Error outcome_of_leaving(Ask ask, Occupy occupy) {
    Gate gate;
    occupy(gate);
    gate.wait_until_begun();
    boost::asio::io_context io;
    const auto work = boost::asio::make_work_guard(io);
    boost::asio::cancellation_signal client;
    std::optional<Result<int>> result;
    boost::asio::co_spawn(io, ask(),
                          boost::asio::bind_cancellation_slot(
                              client.slot(), [&](const std::exception_ptr&, Result<int> made) {
                                result = std::move(made);
                              }));
    io.poll();
    client.emit(boost::asio::cancellation_type::terminal);
    io.poll();
    EXPECT_FALSE(result) << "its turn comes first";
    gate.open();
    while (!result) {
      io.run_one();
    }
    store_->drain();  // nothing posts to the loop after this
    return result->has_error() ? result->error() : Error(Code::internal, "it was carried out");
  }
  void occupy_writer(Gate& gate) {
    session_->write(
        org_,
        [&gate](store::Writer&) -> Result<void> {
          gate.pass();
          return {};
        },
        [](const Result<void>&) {});
  }

  provost::testing::ManualClock clock_;
  provost::testing::SeededRandom random_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<store::Session> session_;
  store::OrgKey org_{};
  bool has_run_ = false;
};

TEST_F(Await, AWriteWhoseClientHasGoneChangesNothing) {
  const Error told = outcome_of_leaving(
      [&] {
        return write<int>(*session_, org_, [&](store::Writer& writer) -> Result<int> {
          has_run_ = true;
          store::OrgSettings settings = writer.settings();
          settings.name = "Changed";
          writer.save_settings(settings);
          return 1;
        });
      },
      [&](Gate& gate) { occupy_writer(gate); });
  EXPECT_FALSE(has_run_);
  EXPECT_EQ(told.code, Code::overloaded);
}

TEST_F(Await, AWriteAboveOrganisationsWhoseClientHasGoneChangesNothing) {
  const Error told = outcome_of_leaving(
      [&] {
        return write_catalogue<int>(*session_, [&](store::CatalogueWriter&) -> Result<int> {
          has_run_ = true;
          return 1;
        });
      },
      [&](Gate& gate) { occupy_writer(gate); });
  EXPECT_FALSE(has_run_);
  EXPECT_EQ(told.code, Code::overloaded);
}

TEST_F(Await, ALongReadWhoseClientHasGoneIsNotBegun) {
  const Error told = outcome_of_leaving(
      [&] {
        return read_apart<int>(*session_, org_, [&](store::Reader&) -> Result<int> {
          has_run_ = true;
          return 1;
        });
      },
      [&](Gate& gate) {
        session_->read_later(
            org_, [&gate](store::Reader&) { gate.pass(); }, [](const Result<void>&) {});
      });
  EXPECT_FALSE(has_run_);
  EXPECT_EQ(told.code, Code::overloaded);
}

}  // namespace
}  // namespace provost::api
