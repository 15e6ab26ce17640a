#include "store/sqlite/checkpointer.h"

#include <gtest/gtest.h>

#include "store/sqlite/testing.h"
#include "store/sqlite/write_thread.h"

namespace provost::store::sqlite {
namespace {

Result<void> write_a_megabyte(Writer& writer) {
  for (int i = 0; i < 10; ++i) {
    writer.append(contract::entry("t", "", std::string(100'000, 'x')));
  }
  return {};
}

// Batch after batch without a pause, so that the log never starts over by chance.
TEST(Checkpointer, KeepsTheLogBoundedUnderAWriterThatNeverPauses) {
  TestDatabase test;
  BatchRunner runner(test.database, test.key, test.clock, test.random, test.commits,
                     test.generation);
  KeptSnapshots snapshots;
  Checkpointer checkpointer(test.path(), {.durable = false}, snapshots);
  {
    WriteThread writer(test.database, runner, checkpointer,
                       {.queue_max = 1000, .batch_units_max = 2});
    for (int i = 0; i < 200; ++i) {
      writer.submit({OrgKey{1}, write_a_megabyte,
                     [](Result<void> outcome) { EXPECT_TRUE(outcome.has_value()); }});
    }
  }
  const auto log = std::filesystem::file_size(test.path().concat("-wal"));
  const auto data = test.database.pragma("PRAGMA page_count") * 8192;
  EXPECT_GT(data, 190'000'000);
  EXPECT_LT(log, 160'000'000u);
}

}  // namespace
}  // namespace provost::store::sqlite
