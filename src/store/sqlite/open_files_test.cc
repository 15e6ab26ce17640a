#include "store/sqlite/open_files.h"

#include <fstream>
#include <functional>

#include <gtest/gtest.h>

#include "store/sqlite/condition.h"
#include "store/sqlite/testing.h"

namespace provost::store::sqlite {
namespace {

namespace fs = std::filesystem;

// A server's store whose files can be moved or deleted under it.
class OpenFilesTest : public ::testing::Test {
 protected:
  OpenFilesTest() {
    fs::create_directory(data());
    options_ = options_in(data());
    options_.exclusive_folder_lock = true;
    store_ = open(options_, clock_, random_);
    session_ = store_->open_session();
    EXPECT_TRUE(write("before").has_value());
  }
  fs::path data() const { return folder_.path() / "data"; }
  Result<void> write(const std::string& id) {
    return catalogue_write_and_wait(*session_, [&](CatalogueWriter& catalogue) -> Result<void> {
      TRY(catalogue.create(OrgId(id), {}, {}));
      return {};
    });
  }
  std::size_t organisations() {
    std::size_t count = 0;
    session_->catalogue([&](Catalogue& catalogue) { count = catalogue.list({}, 100).size(); });
    return count;
  }
  void expect_lost(const std::string& kind, const std::string& file) {
    const Result<void> refused = write("lost");
    ASSERT_TRUE(refused.has_error());
    EXPECT_EQ(refused.error().code, Code::overloaded);
    EXPECT_GT(refused.error().retry_after_s, 0);
    const Result<void> health = store_->health();
    ASSERT_TRUE(health.has_error());
    EXPECT_NE(health.error().detail.find("the " + kind), std::string::npos);
    EXPECT_EQ(health.error().detail.find(data().string()), std::string::npos) << "all may read it";
    EXPECT_NE(health.error().cause.find((data() / file).string()), std::string::npos);
    EXPECT_NO_THROW(organisations());
  }

  PrivateFolder folder_;
  contract::TestClock clock_;
  SecureRandom random_;
  Options options_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<Session> session_;
};

TEST_F(OpenFilesTest, NothingIsAnsweredOnceTheLogIsDeleted) {
  fs::remove(data() / "provost.db-wal");
  expect_lost("write-ahead log", "provost.db-wal");
}

TEST_F(OpenFilesTest, NorOnceTheLockIs) {
  fs::remove(data() / "provost.lock");
  expect_lost("lock file", "provost.lock");
}

TEST_F(OpenFilesTest, NorWhenAnotherDatabaseLiesInItsPlace) {
  fs::rename(data() / "provost.db", data() / "mine.db");
  std::ofstream(data() / "provost.db") << "another";
  expect_lost("database", "provost.db");
}

// A moved folder may come back as it was.
TEST_F(OpenFilesTest, ItIsWrittenAgainOnceTheFilesAreBack) {
  fs::rename(data(), folder_.path() / "elsewhere");
  expect_lost("database", "provost.db");
  fs::rename(folder_.path() / "elsewhere", data());
  for (int tries = 0; tries < 1000 && store_->health().has_error(); ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_TRUE(write("again").has_value());
}

TEST_F(OpenFilesTest, ASecondServerDoesNotBeginOnTheEmptiedPath) {
  fs::remove_all(data());
  EXPECT_NE(refusal_of(options_).find("still runs"), std::string::npos);
  session_.reset();
  store_.reset();
  EXPECT_EQ(refusal_of(options_), "");
}

}  // namespace
}  // namespace provost::store::sqlite
