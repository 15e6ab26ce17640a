#include <chrono>
#include <fstream>

#include <gtest/gtest.h>

#include "store/journal.h"
#include "store/sqlite/catalogue.h"
#include "store/sqlite/reads.h"
#include "store/sqlite/testing.h"
#include "store/sqlite/verify.h"

// Journal entries waiting to be sealed; the test decides when that happens.
namespace provost::store::sqlite {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t many = static_cast<std::int64_t>(sealed_at_once_max) + 1000;

Result<void> append_many(Writer& writer) {
  const auto origin = std::make_shared<const std::string>("192.0.2.1");
  for (std::int64_t n = 1; n <= many; ++n) {
    writer.append({.type = "access.changed",
                   .subject_id = std::to_string(n),
                   .values = n % 100 == 0 ? "v" : "",
                   .origin = origin});
  }
  return {};
}

Result<void> append_one(Writer& writer) {
  writer.append(contract::entry("t"));
  return {};
}

class Unsealed : public ::testing::Test {
 protected:
  Unsealed() { std::ofstream(key_path(), std::ios::binary) << std::string(test_.key.size(), '\0'); }
  std::filesystem::path key_path() const { return test_.folder.path() / "journal.key"; }
  void write(WriteWork work) {
    ASSERT_TRUE(TestDatabase::write_with(runner_, std::move(work)).has_value());
  }
  JournalBounds bounds() {
    SqliteReader reader(test_.database, OrgKey{1}, RowBudget::unlimited());
    return reader.journal().bounds();
  }
  std::int64_t waiting() {
    return test_.database.pragma("SELECT coalesce(sum(last - first + 1), 0) FROM unsealed");
  }
  JournalCheck check() { return verify_journal(test_.path(), key_path(), OrgKey{1}); }
  void expect_all_sealed(std::int64_t entries) {
    EXPECT_EQ(waiting(), 0);
    const JournalCheck checked = check();
    EXPECT_FALSE(checked.broken_at.has_value()) << checked.why;
    EXPECT_EQ(checked.entries, entries);
    EXPECT_EQ(checked.unsealed, 0);
  }
  // Opens the file like a process would, and closes it at once.
  void open_and_close(bool is_server, const WriteWork& work = {}) {
    Options options = options_in(test_.folder.path());
    options.exclusive_folder_lock = is_server;
    const auto store = open(options, test_.clock, test_.random);
    if (work) {
      EXPECT_TRUE(write_and_wait(*store->open_session(), OrgKey{1}, work).has_value());
    }
  }

  TestDatabase test_;
  BatchRunner runner_{test_.database, test_.key,     test_.clock,
                      test_.random,   test_.commits, test_.generation};
};

TEST_F(Unsealed, FewEntriesNeverWait) {
  write([](Writer& writer) -> Result<void> {
    for (std::size_t n = 0; n < sealed_at_once_max; ++n) {
      TRY(append_one(writer));
    }
    return {};
  });
  EXPECT_FALSE(runner_.leaves_waiting());
  EXPECT_EQ(runner_.look_for_waiting(), Waiting::none);
  expect_all_sealed(static_cast<std::int64_t>(sealed_at_once_max));
}

TEST_F(Unsealed, ManyWaitAndReadersSeeOnlyWhatIsSealed) {
  write(append_one);
  write(append_many);
  EXPECT_TRUE(runner_.leaves_waiting());
  EXPECT_EQ(runner_.look_for_waiting(), Waiting::some);
  EXPECT_EQ(bounds().last, 1);
  EXPECT_EQ(bounds().numbered, many + 1);
  const JournalCheck checked = check();
  EXPECT_FALSE(checked.broken_at.has_value()) << checked.why;
  EXPECT_EQ(checked.entries, 1);
  EXPECT_EQ(checked.unsealed, many);
  write([](Writer& writer) -> Result<void> {
    EXPECT_EQ(writer.types_since(1, 100'000), std::nullopt) << "those that wait are not looked at";
    EXPECT_TRUE(writer.types_since(many + 1, 10).has_value());
    return {};
  });
}

TEST_F(Unsealed, SlicesSealInOrderUntilNoneIsLeft) {
  write(append_many);
  write(append_one);
  test_.clock.set({1});  // waiting entries keep the time of their commit
  std::int64_t slices = 0;
  std::int64_t last = 0;
  Waiting left = Waiting::some;
  while (left == Waiting::some) {
    left = runner_.seal_slice(0ms);
    EXPECT_GE(bounds().last, last);
    EXPECT_LE(bounds().last, last + 1000) << "a slice of no time is short";
    EXPECT_EQ(bounds().last + waiting(), many + 1);
    last = bounds().last;
    ++slices;
  }
  EXPECT_EQ(left, Waiting::none);
  EXPECT_FALSE(runner_.leaves_waiting());
  EXPECT_GT(slices, 10);
  expect_all_sealed(many + 1);
  SqliteReader reader(test_.database, OrgKey{1}, RowBudget::unlimited());
  const SealedEntry sealed = reader.journal(many - 1, 1).at(0);
  EXPECT_EQ(sealed.entry.subject_id, std::to_string(many));
  EXPECT_EQ(sealed.entry.values, "v");
  ASSERT_NE(sealed.entry.origin, nullptr);
  EXPECT_EQ(*sealed.entry.origin, "192.0.2.1");
  EXPECT_GT(sealed.time.ms, 1);
}

TEST_F(Unsealed, EachSliceMakesACommitThatReadersNotice) {
  write(append_many);
  const std::uint64_t before = test_.commits.load();
  EXPECT_EQ(runner_.seal_slice(10s), Waiting::none);
  EXPECT_EQ(test_.commits.load(), before + 1);
}

TEST_F(Unsealed, TheNextServerSealsWhatAKilledOneLeft) {
  write(append_many);
  open_and_close(true);
  expect_all_sealed(many);
}

TEST_F(Unsealed, ACommandLeavesItToTheServerUnlessItAppends) {
  write(append_many);
  open_and_close(false);
  EXPECT_EQ(waiting(), many);
  open_and_close(false, append_one);
  expect_all_sealed(many + 1);
}

TEST_F(Unsealed, ARunningServerSealsWhatACommandLeft) {
  Options options = options_in(test_.folder.path());
  options.exclusive_folder_lock = true;
  const auto store = open(options, test_.clock, test_.random);
  write(append_many);
  for (int tries = 0; tries < 1000 && waiting() > 0; ++tries) {
    std::this_thread::sleep_for(10ms);
  }
  expect_all_sealed(many);
}

// The first organisation's entries had waited longest.
TEST_F(Unsealed, WhatCannotBeReadStaysAndHoldsUpNoOtherOrganisation) {
  write(append_many);
  test_.database.script(
      "INSERT INTO orgs(key, id, name, profile, scim_enabled, reject_extra, strict, created) "
      "VALUES(2, 'globex', '', 0, 0, 0, 0, 0)");
  ASSERT_TRUE(TestDatabase::write_with(runner_, append_many, OrgKey{2}).has_value());
  test_.database.script("UPDATE unsealed SET entries = x'01ff' WHERE org = 1 AND first = 1");
  for (int slices = 0; runner_.look_for_waiting() == Waiting::some; ++slices) {
    ASSERT_NE(runner_.seal_slice(0ms), Waiting::failed);
    ASSERT_LT(slices, 1000);
  }
  EXPECT_EQ(waiting(), many) << "of the first organisation";
  EXPECT_EQ(bounds().last, 0);
  SqliteReader globex(test_.database, OrgKey{2}, RowBudget::unlimited());
  EXPECT_EQ(globex.journal().bounds().last, many);
  EXPECT_TRUE(runner_.health().has_value()) << "the store takes writes";
  const std::vector<std::string> troubles = runner_.take_troubles();
  // It is tried again after a second, and a busy machine may take longer.
  EXPECT_FALSE(troubles.empty());
  for (const std::string& trouble : troubles) {
    EXPECT_NE(trouble.find("cannot be"), std::string::npos) << trouble;
  }
  EXPECT_EQ(check().broken_at, 1);
}

TEST_F(Unsealed, WhatCannotBeReadFailsOnlyTheUnitThatNeedsIt) {
  write(append_many);
  test_.database.script("UPDATE unsealed SET entries = x'01ff' WHERE first = 1");
  write(append_one);
  const Result<void> sealed = TestDatabase::write_with(runner_, [](Writer& writer) -> Result<void> {
    writer.change_journal().seal();
    return {};
  });
  EXPECT_TRUE(sealed.has_error());
  EXPECT_TRUE(runner_.health().has_value());
  EXPECT_EQ(waiting(), many + 1);
}

TEST_F(Unsealed, GoesWithARemovedOrganisation) {
  write(append_many);
  test_.database.script("UPDATE orgs SET removed = 1");
  std::array units{WriteUnit{OrgKey{},
                             [](CatalogueWriter& catalogue) -> Result<void> {
                               while (catalogue.purge(OrgKey{1}, 1000)) {
                               }
                               return {};
                             },
                             [](const Result<void>&) {}}};
  runner_.run(units);
  EXPECT_EQ(waiting(), 0);
  EXPECT_EQ(runner_.seal_slice(0ms), Waiting::none);
  EXPECT_EQ(test_.database.pragma("SELECT count(*) FROM journal"), 0);
}

}  // namespace
}  // namespace provost::store::sqlite
