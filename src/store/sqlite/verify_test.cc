#include "store/sqlite/verify.h"

#include <fstream>

#include <gtest/gtest.h>

#include "store/sqlite/testing.h"

namespace provost::store::sqlite {
namespace {

// A journal of five entries, the last without values; three and four come from one request.
class Journal {
 public:
  Journal() {
    std::ofstream(key_path(), std::ios::binary) << std::string(test_.key.size(), '\0');
    const auto origin = std::make_shared<const std::string>("o");
    EXPECT_TRUE(test_
                    .write([&](Writer& writer) -> Result<void> {
                      for (int i = 1; i <= 5; ++i) {
                        JournalEntry made =
                            contract::entry("t", std::to_string(i), i == 5 ? "" : "v");
                        made.origin = i == 3 || i == 4 ? origin : Origin();
                        writer.append(std::move(made));
                      }
                      return {};
                    })
                    .has_value());
  }
  JournalCheck check() { return verify_journal(test_.path(), key_path(), OrgKey{1}); }
  void change(const char* sql) { test_.database.script(sql); }

 private:
  std::filesystem::path key_path() const { return test_.folder.path() / "journal.key"; }

  TestDatabase test_;
};

TEST(Verify, AnUntouchedJournalHolds) {
  const JournalCheck result = Journal().check();
  EXPECT_EQ(result.entries, 5);
  EXPECT_EQ(result.without_values, 0);
  EXPECT_FALSE(result.broken_at.has_value()) << result.why;
}

TEST(Verify, ErasedValuesLeaveTheChainWhole) {
  Journal journal;
  journal.change("DELETE FROM journal_values WHERE seq IN (2, 3)");
  const JournalCheck result = journal.check();
  EXPECT_EQ(result.entries, 5);
  EXPECT_EQ(result.without_values, 2);
  EXPECT_FALSE(result.broken_at.has_value()) << result.why;
}

TEST(Verify, EveryTamperingIsFoundWhereItIs) {
  struct Case {
    const char* name;
    const char* sql;
    std::int64_t broken_at;
  };
  const std::vector<Case> cases{
      {"another actor", "UPDATE journal SET actor = 'x' WHERE seq = 3", 3},
      {"another cause", "UPDATE journal SET cause = 'x' WHERE seq = 1", 1},
      {"text moved between fields", "UPDATE journal SET actor = type, type = '' WHERE seq = 4", 4},
      {"another time", "UPDATE journal SET time = time + 1 WHERE seq = 5", 5},
      {"other values", "UPDATE journal_values SET body = 'x' WHERE seq = 2", 2},
      {"another origin", "UPDATE journal_values SET origin = 'x' WHERE seq = 3", 3},
      {"an origin where none was",
       "UPDATE journal_values SET origin = 'x' WHERE seq = 1; UPDATE journal SET origin = 1 WHERE "
       "seq = 1",
       1},
      {"another request's origin", "UPDATE journal SET origin_digest = values_digest WHERE seq = 4",
       4},
      {"another digest", "UPDATE journal SET values_digest = zeroblob(32) WHERE seq = 2", 2},
      {"an entry taken out", "DELETE FROM journal WHERE seq = 2", 2},
      {"taken out and closed up",
       "DELETE FROM journal WHERE seq = 2; UPDATE journal SET seq = seq - 1 WHERE seq > 2", 2},
      {"the first one taken out", "DELETE FROM journal WHERE seq = 1", 1},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Journal journal;
    journal.change(c.sql);
    const JournalCheck result = journal.check();
    EXPECT_EQ(result.broken_at, c.broken_at);
    EXPECT_EQ(result.entries, c.broken_at - 1);
  }
}

}  // namespace
}  // namespace provost::store::sqlite
