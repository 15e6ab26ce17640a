#include "store/sqlite/layout.h"

#include <gtest/gtest.h>

#include "store/sqlite/testing.h"

namespace provost::store::sqlite {
namespace {

TEST(Layout, AFreshFileGetsTheNewestLayoutAndKeepsIt) {
  TestDatabase test;
  EXPECT_EQ(layout_of(test.database), newest_layout());
  Database again(test.path(), {});
  migrate(again);
  EXPECT_EQ(again.pragma("SELECT count(*) FROM orgs"), 1) << "what was there is there";
  EXPECT_EQ(again.pragma("PRAGMA page_size"), 8192);
}

TEST(Layout, OnlyTheOwnerMayReadTheFiles) {
  PrivateFolder folder;
  const Options options = options_in(folder.path() / "made" / "on the way");
  const contract::TestClock clock;
  SecureRandom random;
  const auto store = open(options, clock, random);
  using std::filesystem::perms;
  for (const char* suffix : {"", "-wal", "-shm"}) {
    const auto file = std::filesystem::path(options.path).concat(suffix);
    EXPECT_EQ(std::filesystem::status(file).permissions(), perms::owner_read | perms::owner_write)
        << file;
  }
}

TEST(Layout, AStoreOfANewerProgramIsRefused) {
  PrivateFolder folder;
  const Options options = options_in(folder.path());
  ASSERT_EQ(refusal_of(options), "");
  {
    Database database(options.path, {});
    database.script("PRAGMA user_version=999");
  }
  const std::string refusal = refusal_of(options);
  EXPECT_NE(refusal.find("layout 999"), std::string::npos) << refusal;
  EXPECT_NE(refusal.find("newer version"), std::string::npos) << refusal;
}

TEST(Layout, AnotherProgramsDatabaseIsRefusedAndLeftAlone) {
  PrivateFolder folder;
  const Options options = options_in(folder.path());
  {
    Database database(options.path, {});
    database.script("CREATE TABLE theirs(x)");
  }
  EXPECT_NE(refusal_of(options).find("not one of Provost"), std::string::npos);
  Database database(options.path, {});
  EXPECT_EQ(database.pragma("SELECT count(*) FROM sqlite_schema"), 1);
}

TEST(Layout, AFileThatIsNoDatabaseIsRefused) {
  PrivateFolder folder;
  const Options options = options_in(folder.path());
  {
    Database database(folder.path() / "other", {});
    database.script("CREATE TABLE t(x)");
  }
  std::filesystem::rename(folder.path() / "other", options.path);
  std::filesystem::resize_file(options.path, 50);
  EXPECT_NE(refusal_of(options).find(options.path.string()), std::string::npos);
}

}  // namespace
}  // namespace provost::store::sqlite
