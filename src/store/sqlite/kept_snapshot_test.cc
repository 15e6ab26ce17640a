#include "store/sqlite/kept_snapshot.h"

#include <fstream>
#include <iterator>
#include <thread>

#include <gtest/gtest.h>

#include "store/sqlite/reads.h"
#include "store/sqlite/testing.h"

namespace provost::store::sqlite {
namespace {

class KeptSnapshotTest : public ::testing::Test {
 protected:
  std::size_t seen() {
    std::size_t count = 0;
    snapshot_.read([&] { count = counted(); });
    return count;
  }
  std::size_t counted() {
    SqliteReader reader(connection_, OrgKey{1}, RowBudget::unlimited());
    return reader.count(1);
  }
  void insert(std::uint32_t number) {
    EXPECT_TRUE(test_
                    .write([&](Writer& writer) {
                      return writer.insert(1, contract::id_of(number),
                                           contract::user("u" + std::to_string(number) + "@x"), {});
                    })
                    .has_value());
  }
  // Like another process, whose commits are not counted here.
  void insert_elsewhere(std::uint32_t number) {
    const std::uint64_t before = test_.commits.load();
    insert(number);
    test_.commits.store(before);
  }
  int truncate_log() {
    return sqlite3_wal_checkpoint_v2(test_.database.handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE,
                                     nullptr, nullptr);
  }

  TestDatabase test_;
  Database connection_{test_.path(), {.durable = false}};
  KeptSnapshot snapshot_{connection_, test_.commits};
};

TEST_F(KeptSnapshotTest, SeesEveryCommitOfItsProcess) {
  EXPECT_EQ(seen(), 0u);
  for (std::uint32_t n = 1; n <= 20; ++n) {
    insert(n);
    EXPECT_EQ(seen(), n);
  }
}

TEST_F(KeptSnapshotTest, IsBegunAgainAfterAnErrorThatEndedItsTransaction) {
  EXPECT_EQ(seen(), 0u);
  connection_.script("ROLLBACK");  // as SQLite does on its own when disk or memory fails
  snapshot_.read([&] {
    EXPECT_EQ(counted(), 0u);
    insert_elsewhere(1);
    EXPECT_EQ(counted(), 0u) << "one read sees one state";
  });
  connection_.script("ROLLBACK");
  EXPECT_NO_THROW(snapshot_.read_newest([&] { EXPECT_EQ(counted(), 1u); }));
}

TEST_F(KeptSnapshotTest, SeesOtherProcessesSoon) {
  EXPECT_EQ(seen(), 0u);
  insert_elsewhere(1);
  std::size_t newest = 0;
  snapshot_.read_newest([&] { newest = counted(); });
  EXPECT_EQ(newest, 1u);
  insert_elsewhere(2);
  std::this_thread::sleep_for(KeptSnapshot::age_max + std::chrono::milliseconds(20));
  EXPECT_EQ(seen(), 2u);
}

TEST_F(KeptSnapshotTest, OutlivesAReadThatThrows) {
  EXPECT_THROW(snapshot_.read([] { throw BeyondBound{}; }), BeyondBound);
  insert(1);
  EXPECT_EQ(seen(), 1u);
}

TEST_F(KeptSnapshotTest, LetsTheLogStartOverOnceReleased) {
  KeptSnapshots all;
  all.add(snapshot_);
  insert(1);
  EXPECT_EQ(seen(), 1u);
  insert(2);
  sqlite3_busy_timeout(test_.database.handle(), 0);
  EXPECT_EQ(truncate_log(), SQLITE_BUSY);
  all.release_all();
  EXPECT_EQ(truncate_log(), SQLITE_OK);
  EXPECT_EQ(seen(), 2u);
  all.remove(snapshot_);
}

TEST_F(KeptSnapshotTest, MayBeReleasedWhileItsThreadReads) {
  std::atomic<bool> done = false;
  std::thread other([&] {
    while (!done) {
      snapshot_.release();
    }
  });
  for (std::uint32_t n = 1; n <= 100; ++n) {
    insert(n);
    EXPECT_EQ(seen(), n);
  }
  done = true;
  other.join();
}

TEST(EmptyLog, LeavesNothingOfWhatWasThereUnlessSomebodyReadsIt) {
  TestStore test;
  const auto idle = test.store().open_session();
  const OrgKey org = test.create("acme", {.name = "Rosebud"});
  idle->catalogue([](Catalogue& catalogue) { EXPECT_TRUE(catalogue.find(OrgId("acme"))); });
  const auto rename = [&](const char* name) {
    test.write(org, [name](Writer& writer) -> Result<void> {
      writer.save_settings({.name = name});
      return {};
    });
  };
  rename("Other");
  const auto holds_it = [&] {
    for (const char* suffix : {"", "-wal"}) {
      std::ifstream file(std::filesystem::path(test.options.path).concat(suffix), std::ios::binary);
      const std::string bytes((std::istreambuf_iterator<char>(file)),
                              std::istreambuf_iterator<char>());
      if (bytes.find("Rosebud") != std::string::npos) {
        return true;
      }
    }
    return false;
  };
  EXPECT_TRUE(holds_it()) << "the test looks at the right files";
  {
    Database reader(test.options.path, {});
    reader.script("BEGIN");
    reader.pragma("SELECT count(*) FROM orgs");
    rename("Third");
    EXPECT_FALSE(test.session().empty_log()) << "somebody reads an older state";
  }
  EXPECT_TRUE(test.session().empty_log());
  EXPECT_FALSE(holds_it());
  EXPECT_EQ(test.store().figures().wal_bytes, 0U);
}

}  // namespace
}  // namespace provost::store::sqlite
