#include "store/sqlite/checkpointer.h"

#include <future>

#include <gtest/gtest.h>

#include "store/sqlite/reads.h"
#include "store/sqlite/testing.h"
#include "store/sqlite/write_thread.h"

namespace provost::store::sqlite {
namespace {

constexpr std::uint64_t mib = std::uint64_t{1} << 20;
// The largest batch of these tests has two units.
constexpr std::uint64_t batch_bytes = 3 * mib;

Result<void> write_a_megabyte(Writer& writer) {
  for (int i = 0; i < 10; ++i) {
    writer.append(contract::entry("t", "", std::string(100'000, 'x')));
  }
  return {};
}

class CheckpointerTest : public ::testing::Test {
 protected:
  std::uint64_t log_bytes() const {
    return std::filesystem::file_size(test_.path().concat("-wal"));
  }
  Result<void> write(WriteThread& writer) {
    std::promise<Result<void>> outcome;
    writer.submit({OrgKey{1}, write_a_megabyte,
                   [&](Result<void> result) { outcome.set_value(std::move(result)); }});
    return outcome.get_future().get();
  }
  static Result<void> truncate(WriteThread& writer) {
    std::promise<Result<void>> outcome;
    writer.truncate_log([&](Result<void> result) { outcome.set_value(std::move(result)); });
    return outcome.get_future().get();
  }

  TestDatabase test_;
  BatchRunner runner_{test_.database, test_.key,     test_.clock,
                      test_.random,   test_.commits, test_.generation};
  KeptSnapshots snapshots_;
};

// Batch after batch without a pause, so that the log never starts over by chance.
TEST_F(CheckpointerTest, KeepsTheLogBoundedUnderAWriterThatNeverPauses) {
  Checkpointer checkpointer(test_.path(), {.durable = false}, snapshots_);
  {
    WriteThread writer(test_.database, runner_, checkpointer,
                       {.queue_max = 1000, .batch_units_max = 2});
    for (int i = 0; i < 200; ++i) {
      writer.submit({OrgKey{1}, write_a_megabyte,
                     [](const Result<void>& outcome) { EXPECT_TRUE(outcome.has_value()); }});
    }
  }
  EXPECT_GT(test_.database.pragma("PRAGMA page_count") * 8192, 190'000'000);
  EXPECT_LE(log_bytes(), 64 * mib + batch_bytes);
}

// A thread that reads between batches leaves a snapshot behind each time.
TEST_F(CheckpointerTest, TakesBackSnapshotsThatReadersKeep) {
  Checkpointer checkpointer(test_.path(), {.durable = false}, snapshots_,
                            {.soft_bytes = 4 * mib, .max_bytes = 100 * mib});
  WriteThread writer(test_.database, runner_, checkpointer, {});
  Database connection(test_.path(), {.durable = false});
  KeptSnapshot kept(connection, test_.commits);
  snapshots_.add(kept);
  for (int i = 0; i < 40; ++i) {
    ASSERT_TRUE(write(writer).has_value());
    kept.read([&] { SqliteReader(connection, OrgKey{1}, RowBudget::unlimited()).count(1); });
    ASSERT_LE(log_bytes(), 4 * mib + batch_bytes) << "after " << i << " batches";
  }
  snapshots_.remove(kept);
}

// A snapshot of another process cannot be released from here.
TEST_F(CheckpointerTest, NothingIsWrittenBeyondTheHardBound) {
  Checkpointer checkpointer(test_.path(), {.durable = false}, snapshots_,
                            {.soft_bytes = 2 * mib, .max_bytes = 6 * mib});
  WriteThread writer(test_.database, runner_, checkpointer, {.seals_for_others = true});
  Database other(test_.path(), {.durable = false});
  other.script("BEGIN; SELECT count(*) FROM orgs");
  Result<void> outcome;
  for (int i = 0; i < 20 && outcome.has_value(); ++i) {
    outcome = write(writer);
    ASSERT_LE(log_bytes(), 6 * mib + batch_bytes);
  }
  ASSERT_TRUE(outcome.has_error());
  EXPECT_EQ(outcome.error().code, Code::overloaded);
  EXPECT_GT(outcome.error().retry_after_s, 0);
  EXPECT_NE(runner_.health().error().detail.find("write-ahead log"), std::string::npos);
  other.script("COMMIT");
  for (int tries = 0; tries < 1000 && runner_.health().has_error(); ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_TRUE(write(writer).has_value());
  EXPECT_TRUE(runner_.health().has_value());
}

TEST_F(CheckpointerTest, EmptiesTheLogWhenAsked) {
  Checkpointer checkpointer(test_.path(), {.durable = false}, snapshots_);
  WriteThread writer(test_.database, runner_, checkpointer, {});
  ASSERT_TRUE(write(writer).has_value());
  EXPECT_GT(log_bytes(), mib);
  ASSERT_TRUE(truncate(writer).has_value());
  EXPECT_EQ(log_bytes(), 0u);
  // It is requested between batches, whoever writes before and after.
  ASSERT_TRUE(write(writer).has_value());
  EXPECT_GT(log_bytes(), mib);
  ASSERT_TRUE(truncate(writer).has_value());
  EXPECT_EQ(log_bytes(), 0u);
}

TEST_F(CheckpointerTest, SaysWhenSomebodyElsesSnapshotKeepsTheLog) {
  Checkpointer checkpointer(test_.path(), {.durable = false}, snapshots_);
  WriteThread writer(test_.database, runner_, checkpointer, {});
  Database other(test_.path(), {.durable = false});
  other.script("BEGIN; SELECT count(*) FROM orgs");
  ASSERT_TRUE(write(writer).has_value());
  const Result<void> refused = truncate(writer);
  ASSERT_TRUE(refused.has_error());
  EXPECT_EQ(refused.error().code, Code::overloaded);
  other.script("COMMIT");
  EXPECT_TRUE(truncate(writer).has_value());
  EXPECT_EQ(log_bytes(), 0u);
}

}  // namespace
}  // namespace provost::store::sqlite
