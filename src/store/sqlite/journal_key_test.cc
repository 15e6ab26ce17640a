#include "store/sqlite/journal_key.h"

#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "store/sqlite/testing.h"

namespace provost::store::sqlite {
namespace {

TEST(JournalKey, IsMadeOnceForItsOwnerOnly) {
  PrivateFolder folder;
  const auto path = folder.path() / "keys" / "journal.key";
  SecureRandom random;
  const JournalKey key = read_or_make_journal_key(path, random);
  EXPECT_NE(key, JournalKey{});
  EXPECT_EQ(read_or_make_journal_key(path, random), key);
  struct stat status {};
  ASSERT_EQ(::stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
  EXPECT_EQ(status.st_size, 32);
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& file :
       std::filesystem::directory_iterator(path.parent_path())) {
    ++files;
  }
  EXPECT_EQ(files, 1u) << "no drafts are left";
}

TEST(JournalKey, AFileOfAnotherLengthIsNoKey) {
  for (const std::size_t size : {0u, 31u, 33u}) {
    PrivateFolder folder;
    const auto path = folder.path() / "journal.key";
    std::ofstream(path) << std::string(size, 'k');
    EXPECT_THROW(read_journal_key(path), std::runtime_error) << size;
  }
}

// A new key would make every old entry look forged.
TEST(JournalKey, IsNotMadeAnewWhenTheJournalHasEntries) {
  TestStore test;
  test.write(test.create("acme"), [](Writer& writer) -> Result<void> {
    writer.append(contract::entry("t"));
    return {};
  });
  test.close();
  std::filesystem::remove(test.options.journal_key_path);
  EXPECT_NE(refusal_of(test.options).find("restore it from a backup"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(test.options.journal_key_path));
}

}  // namespace
}  // namespace provost::store::sqlite
