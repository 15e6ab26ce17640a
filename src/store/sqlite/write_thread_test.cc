#include "store/sqlite/write_thread.h"

#include <future>

#include <gtest/gtest.h>

#include "store/sqlite/testing.h"

namespace provost::store::sqlite {
namespace {

constexpr OrgKey acme{1};
constexpr OrgKey globex{2};

class WriteThreadTest : public ::testing::Test {
 protected:
  WriteThreadTest() {
    test_.database.script(
        "INSERT INTO orgs(key, id, name, profile, scim_enabled, reject_extra, strict, created) "
        "VALUES(2, 'globex', '', 0, 0, 0, 0, 0)");
  }
  static WriteWork nothing() {
    return [](Writer&) -> Result<void> { return {}; };
  }

  TestDatabase test_;
  KeptSnapshots snapshots_;
  BatchRunner runner_{test_.database, test_.key,     test_.clock,
                      test_.random,   test_.commits, test_.generation};
  Checkpointer checkpointer_{test_.path(), {}, snapshots_};
};

// Every unit takes "long" when no time at all is allowed.
TEST_F(WriteThreadTest, NobodysShortUnitWaitsInOneBatchWithThoseOfASlowOrganisation) {
  WriteThread writer(test_.database, runner_, checkpointer_,
                     {.slow_unit = std::chrono::milliseconds(0)});
  std::promise<void> begun;
  std::promise<void> gate;
  writer.submit({acme,
                 [&](Writer&) -> Result<void> {
                   begun.set_value();
                   gate.get_future().wait();
                   return {};
                 },
                 [](const Result<void>&) {}});
  begun.get_future().wait();
  bool is_answered = false;  // owned by the writer's thread until drain() has returned
  bool was_answered = false;
  writer.submit({globex, nothing(), [&](const Result<void>&) { is_answered = true; }});
  writer.submit({acme,
                 [&](Writer&) -> Result<void> {
                   was_answered = is_answered;
                   return {};
                 },
                 [](const Result<void>&) {}});
  gate.set_value();
  writer.drain();
  EXPECT_TRUE(was_answered);
}

TEST_F(WriteThreadTest, ABatchHasTheShareOfEachAndEndsThere) {
  WriteThread writer(test_.database, runner_, checkpointer_,
                     {.org_batch_max = 2, .slow_unit = std::chrono::hours(1)});
  std::promise<void> begun;
  std::promise<void> gate;
  writer.submit({acme,
                 [&](Writer&) -> Result<void> {
                   begun.set_value();
                   gate.get_future().wait();
                   return {};
                 },
                 [](const Result<void>&) {}});
  begun.get_future().wait();
  bool is_answered = false;
  std::vector<bool> answered;  // as seen by each unit of acme
  for (int i = 0; i < 3; ++i) {
    writer.submit({acme,
                   [&](Writer&) -> Result<void> {
                     answered.push_back(is_answered);
                     return {};
                   },
                   [](const Result<void>&) {}});
  }
  writer.submit({globex, nothing(), [&](const Result<void>&) { is_answered = true; }});
  gate.set_value();
  writer.drain();
  EXPECT_EQ(answered, (std::vector{false, false, true})) << "the third is in the next batch";
}

}  // namespace
}  // namespace provost::store::sqlite
