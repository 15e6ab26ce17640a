#include "store/sqlite/verify.h"

#include <fstream>

#include <gtest/gtest.h>

#include "base/text.h"
#include "store/journal.h"
#include "store/sqlite/testing.h"

namespace provost::store::sqlite {
namespace {

// A journal of five entries, the last without values; entries three and four come from one request.
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
  JournalCheck check(const JournalWatch& watch = {}) {
    return verify_journal(test_.path(), key_path(), OrgKey{1}, watch);
  }
  void write(const WriteWork& work) { EXPECT_TRUE(test_.write(work).has_value()); }
  std::string mac(std::int64_t seq) {
    Run run(test_.database, Query::journal, OrgKey{1}, seq - 1, std::int64_t{1});
    return run.next() ? take_sealed(run).mac : std::string();
  }
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

// Removes the first two entries, like retention does.
void trim_two(Journal& journal, const std::string& mac_of_second) {
  journal.write([&](Writer& writer) -> Result<void> {
    writer.change_journal().trim(2);
    writer.append({.type = "journal.trimmed",
                   .subject_type = "journal",
                   .subject_id = "journal",
                   .data = R"({"through":2,"mac":")" + mac_of_second + R"("})"});
    return {};
  });
}

TEST(Verify, ATrimmedJournalHoldsFromItsAnchorOn) {
  Journal journal;
  trim_two(journal, to_hex(journal.mac(2)));
  const JournalCheck result = journal.check();
  EXPECT_FALSE(result.broken_at.has_value()) << result.why;
  EXPECT_EQ(result.first, 3);
  EXPECT_EQ(result.entries, 4);
  EXPECT_EQ(result.head.seq, 6);
}

TEST(Verify, NoMoreGoesFromTheBeginningThanTheAnchorSays) {
  struct Case {
    const char* name;
    const char* sql;
    std::int64_t broken_at;
  };
  const std::vector<Case> cases{
      {"one more entry", "DELETE FROM journal WHERE seq = 3", 3},
      {"one more, and the anchor moved",
       "UPDATE journal SET data = replace(data, '\"through\":2', '\"through\":3') WHERE seq = 6;"
       "DELETE FROM journal WHERE seq = 3",
       4},
      {"the anchor's mac changed",
       "UPDATE journal SET data = replace(data, 'mac\":\"', 'mac\":\"00')", 3},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Journal journal;
    trim_two(journal, to_hex(journal.mac(2)));
    journal.change(c.sql);
    EXPECT_EQ(journal.check().broken_at, c.broken_at);
  }
}

TEST(Verify, AnAnchorThatFitsButIsNotSealedBreaksAtItself) {
  Journal journal;
  trim_two(journal, to_hex(journal.mac(2)));
  const std::string third = to_hex(journal.mac(3));
  journal.change(("UPDATE journal SET data = '{\"through\":3,\"mac\":\"" + third +
                  "\"}' WHERE seq = 6; DELETE FROM journal WHERE seq = 3")
                     .c_str());
  EXPECT_EQ(journal.check().broken_at, 6);
}

TEST(Verify, ANotedHeadShowsWhatWasCutOffTheEnd) {
  Journal journal;
  const JournalHead head{.seq = 5, .mac = journal.mac(5)};
  EXPECT_FALSE(journal.check({.noted = head, .on_entry = {}}).broken_at.has_value());
  journal.change("DELETE FROM journal WHERE seq = 5");
  EXPECT_FALSE(journal.check().broken_at.has_value()) << "a chain does not prove its own end";
  EXPECT_EQ(journal.check({.noted = head, .on_entry = {}}).broken_at, 5);
}

TEST(Verify, ANotedHeadShowsAnotherEntryInItsPlace) {
  Journal journal;
  const JournalHead head{.seq = 4, .mac = std::string(32, 'x')};
  EXPECT_EQ(journal.check({.noted = head, .on_entry = {}}).broken_at, 4);
}

TEST(Verify, AStoreWithAnotherJournalKeyIsNotOpened) {
  TestStore test;
  const Options& options = test.options;
  for (const char* id : {"acme", "globex"}) {
    test.write(test.create(id), [](Writer& writer) -> Result<void> {
      writer.append(contract::entry("t", "1", "v"));
      writer.append(contract::entry("t", "2", ""));
      return {};
    });
  }
  test.close();
  ASSERT_EQ(refusal_of(options), "");
  {
    Database database(options.path, {});
    database.script("UPDATE journal SET actor = 'x' WHERE org = 1 AND seq = 2");
  }
  EXPECT_EQ(refusal_of(options), "") << "it is the journal of one organisation that is wrong";
  const auto size = std::filesystem::file_size(options.journal_key_path);
  std::ofstream(options.journal_key_path, std::ios::binary) << std::string(size, 'k');
  EXPECT_NE(refusal_of(options).find("is not the key"), std::string::npos) << refusal_of(options);
}

TEST(Verify, AStoreWhoseJournalIsDamagedIsOpenedAndSaysSo) {
  constexpr std::int64_t page_bytes = 8192;
  TestStore test;
  test.write(test.create("acme"), [](Writer& writer) -> Result<void> {
    writer.append(contract::entry("t"));
    return {};
  });
  test.close();
  const std::int64_t page = Database(test.options.path, {})
                                .pragma("SELECT rootpage FROM sqlite_schema WHERE name='journal'");
  {
    std::fstream file(test.options.path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp((page - 1) * page_bytes) << std::string(page_bytes, 'Z');
  }
  test.open();
  EXPECT_NE(test.store().health().error().detail.find("damaged"), std::string::npos);
  test.session().catalogue(
      [](Catalogue& catalogue) { EXPECT_TRUE(catalogue.find(OrgId("acme"))); });
}

TEST(Verify, HexadecimalDigitsAreReadWholeOrNotAtAll) {
  EXPECT_EQ(bytes_of_hex("00fF"), std::string("\0\xff", 2));
  for (const char* text : {"", "0", "0g", "00 ff", "xx"}) {
    EXPECT_EQ(bytes_of_hex(text), "") << text;
  }
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
