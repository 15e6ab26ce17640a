#include "store/sqlite/batch_runner.h"

#include <gtest/gtest.h>

#include "store/sqlite/testing.h"

namespace provost::store::sqlite {
namespace {

using contract::id_of;

Result<void> insert_user(Writer& writer, std::uint32_t number) {
  return writer.insert(1, id_of(number), contract::user("u" + std::to_string(number) + "@x"), {});
}

// More than the disk can hold.
Result<void> write_much(Writer& writer) {
  for (int i = 0; i < 100; ++i) {
    writer.append(contract::entry("t", "", std::string(10'000, 'x')));
  }
  return {};
}

class FullDisk : public ::testing::Test {
 protected:
  void limit_pages(std::int64_t pages) {
    test_.database.script(("PRAGMA max_page_count=" + std::to_string(pages)).c_str());
  }
  std::int64_t count(const char* sql) { return test_.database.pragma(sql); }

  TestDatabase test_;
  // However slow the machine is, time does not end a batch.
  BatchRunner runner_{test_.database, test_.key,        test_.clock, test_.random,
                      test_.commits,  test_.generation, nullptr,     std::chrono::hours(1)};
};

TEST_F(FullDisk, FailsTheWholeBatchAndHealthSaysSoUntilAWriteSucceeds) {
  limit_pages(test_.database.pragma("PRAGMA page_count") + 4);
  std::vector<Result<void>> outcomes;
  const Done note = [&](Result<void> outcome) { outcomes.push_back(std::move(outcome)); };
  std::vector<WriteUnit> units;
  units.push_back({OrgKey{1}, [](Writer& w) { return insert_user(w, 1); }, note});
  units.push_back({OrgKey{1}, write_much, note});
  units.push_back(
      {OrgKey{1}, [](Writer&) -> Result<void> { return Error(Code::conflict, "its own"); }, note});
  runner_.run(units);

  ASSERT_EQ(outcomes.size(), 3u);
  EXPECT_EQ(outcomes[0].error().code, Code::overloaded);
  EXPECT_EQ(outcomes[1].error().code, Code::overloaded);
  EXPECT_GT(outcomes[1].error().retry_after_s, 0);
  EXPECT_NE(outcomes[1].error().cause.find("full"), std::string::npos) << outcomes[1].error().cause;
  EXPECT_EQ(outcomes[2].error().code, Code::conflict) << "a unit keeps its own reason";
  EXPECT_EQ(count("SELECT count(*) FROM resources"), 0);
  EXPECT_EQ(count("SELECT count(*) FROM journal"), 0);
  ASSERT_TRUE(runner_.health().has_error());
  EXPECT_NE(runner_.health().error().cause.find("full"), std::string::npos);

  limit_pages(1'000'000);
  ASSERT_TRUE(
      TestDatabase::write_with(runner_, [](Writer& w) { return insert_user(w, 1); }).has_value());
  EXPECT_TRUE(runner_.health().has_value());
}

TEST_F(FullDisk, AFaultInsideOneUnitIsNotCommittedWithTheOthers) {
  limit_pages(test_.database.pragma("PRAGMA page_count") + 4);
  std::vector<Result<void>> outcomes;
  const Done note = [&](Result<void> outcome) { outcomes.push_back(std::move(outcome)); };
  std::vector<WriteUnit> units;
  units.push_back({OrgKey{1}, [](Writer& w) { return insert_user(w, 1); }, note});
  units.push_back({OrgKey{1},
                   [](Writer& w) -> Result<void> {
                     const std::string name(7000, 'n');
                     for (std::uint32_t n = 2; n < 50; ++n) {
                       TRY(w.insert(2, id_of(n), contract::group(name + std::to_string(n)), {}));
                     }
                     return {};
                   },
                   note});
  runner_.run(units);
  EXPECT_EQ(outcomes[0].error().code, Code::overloaded);
  EXPECT_EQ(outcomes[1].error().code, Code::overloaded);
  EXPECT_GT(outcomes[1].error().retry_after_s, 0);
  EXPECT_FALSE(test_.database.in_transaction());
  EXPECT_EQ(count("SELECT count(*) FROM resources"), 0);
}

TEST(BatchRunner, AnotherProcessThatWritesIsWaitedForAndThenReported) {
  TestDatabase test;
  Database other(test.path(), {});
  other.execute(Query::begin_write);
  sqlite3_busy_timeout(test.database.handle(), 50);
  BatchRunner runner(test.database, test.key, test.clock, test.random, test.commits,
                     test.generation);
  const auto insert = [](Writer& writer) { return insert_user(writer, 1); };
  const Result<void> refused = TestDatabase::write_with(runner, insert);
  EXPECT_EQ(refused.error().code, Code::overloaded);
  EXPECT_GT(refused.error().retry_after_s, 0);
  EXPECT_TRUE(runner.health().has_value()) << "the storage is well";
  other.execute(Query::rollback);
  EXPECT_TRUE(TestDatabase::write_with(runner, insert).has_value());
}

// With no time at all, a batch ends after each unit.
TEST(BatchRunner, LeavesUnitsThatItsTimeIsNotEnoughFor) {
  TestDatabase test;
  BatchRunner runner(test.database, test.key, test.clock, test.random, test.commits,
                     test.generation, nullptr, std::chrono::milliseconds(0));
  std::vector<int> done;
  std::vector<WriteUnit> units;
  for (int number = 1; number <= 3; ++number) {
    units.push_back({OrgKey{1},
                     [number](Writer& writer) {
                       return insert_user(writer, static_cast<std::uint32_t>(number));
                     },
                     [&done, number](const Result<void>&) { done.push_back(number); }});
  }
  EXPECT_EQ(runner.run(units), 1U);
  EXPECT_EQ(done, std::vector{1});
  EXPECT_EQ(test.database.pragma("SELECT count(*) FROM resources"), 1) << "the others wait";
  EXPECT_EQ(runner.run(std::span(units).subspan(1)), 1U);
  EXPECT_EQ(runner.run(std::span(units).subspan(2)), 1U);
  EXPECT_EQ(done, (std::vector{1, 2, 3}));
  EXPECT_EQ(test.database.pragma("SELECT count(*) FROM resources"), 3);
}

}  // namespace
}  // namespace provost::store::sqlite
