#include "store/sqlite/layout.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "store/sqlite/catalogue.h"
#include "store/sqlite/history.h"
#include "store/sqlite/long_work.h"
#include "store/sqlite/setup_links.h"
#include "store/sqlite/sign_in.h"
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

// Work that an older program left under way starts over, as rows of long work.
TEST(Layout, WorkThatLayoutOneMarkedIsCarriedOn) {
  PrivateFolder folder;
  Database database(folder.path() / "provost.db", {.durable = false});
  database.script("PRAGMA journal_mode=WAL");
  migrate_to(database, 1);
  database.script(
      "INSERT INTO orgs(key, id, name, profile, scim_enabled, reject_extra, strict, created, "
      "purging, removed) VALUES(1, 'acme', '', 0, 0, 0, 0, 0, 1, 0), "
      "(2, 'gone', '', 0, 0, 0, 0, 0, 1, 1), (3, 'quiet', '', 0, 0, 0, 0, 0, 0, 0);"
      "INSERT INTO counts(org, type, n, shifts) VALUES(1, 1, 12, 0);"
      "INSERT INTO org_schemas(org, urn, type, required, presence, definition, changing, next) "
      "VALUES(3, 'urn:x', 1, 0, 200, '{}', 1, ''), (3, 'urn:y', 1, 0, 201, '{}', 0, NULL);"
      "INSERT INTO index_keys(org, type, idx, key, id) VALUES(3, 1, 200, '', x'01')");
  migrate(database);
  EXPECT_EQ(layout_of(database), newest_layout());
  std::vector<std::string> work;
  OrgKey after{};
  while (const auto due = due_work(database, after, {0}, 60)) {
    work.push_back(fmt::format("{} {} {} {}", due->org.str(), static_cast<int>(due->work.kind),
                               due->work.subject, due->work.total));
    after = due->org_key;
  }
  EXPECT_EQ(work, (std::vector<std::string>{"acme 1  12", "gone 3  0", "quiet 2 urn:x 1"}));
}

// Existing data stays, and setup links can be made.
TEST(Layout, AStoreOfLayoutTwoGetsSetupLinks) {
  PrivateFolder folder;
  Database database(folder.path() / "provost.db", {.durable = false});
  database.script("PRAGMA journal_mode=WAL");
  migrate_to(database, 2);
  database.script(
      "INSERT INTO orgs(key, id, name, profile, scim_enabled, reject_extra, strict, created) "
      "VALUES(1, 'acme', 'Acme', 0, 0, 0, 0, 0)");
  migrate(database);
  EXPECT_EQ(layout_of(database), newest_layout());
  SqliteSetupLinkWriter links(database, OrgKey{1});
  EXPECT_TRUE(links.all().empty());
  SetupLink link;
  link.id = "a";
  link.lookup = "looka";
  links.insert(link);
  const auto found = find_setup_link(database, Query::find_setup_link, "looka");
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->org_name, "Acme");
}

TEST(Layout, AStoreOfLayoutThreeGetsNotices) {
  PrivateFolder folder;
  Database database(folder.path() / "provost.db", {.durable = false});
  database.script("PRAGMA journal_mode=WAL");
  migrate_to(database, 3);
  migrate(database);
  EXPECT_EQ(layout_of(database), newest_layout());
  SqliteHistoryWriter(database, OrgKey{1}).save_notice({.kind = 1, .occurrence = "a"});
  RowBudget budget(1);
  EXPECT_EQ(HistoryReads(database, OrgKey{1}, budget).notices().size(), 1U);
}

// Notices stay, and findings can be dismissed.
TEST(Layout, AStoreOfLayoutFourGetsDismissedFindings) {
  PrivateFolder folder;
  Database database(folder.path() / "provost.db", {.durable = false});
  database.script("PRAGMA journal_mode=WAL");
  migrate_to(database, 4);
  database.script(
      "INSERT INTO orgs(key, id, name, profile, scim_enabled, reject_extra, strict, created) "
      "VALUES(1, 'acme', 'Acme', 0, 0, 0, 0, 0)");
  SqliteHistoryWriter history(database, OrgKey{1});
  history.save_notice({.kind = 1, .occurrence = "a"});
  migrate(database);
  EXPECT_EQ(layout_of(database), newest_layout());
  RowBudget budget = RowBudget::unlimited();
  EXPECT_EQ(HistoryReads(database, OrgKey{1}, budget).notices().size(), 1U);
  history.save_dismissal({.finding = "no_admin", .at = {1}, .until = {2}, .count = 3});
  EXPECT_EQ(HistoryReads(database, OrgKey{1}, budget).dismissals().size(), 1U);
}

// Sign-in settings stay, and the secret has no known end.
TEST(Layout, AStoreOfLayoutFiveGetsBrandingAndExpiries) {
  PrivateFolder folder;
  Database database(folder.path() / "provost.db", {.durable = false});
  database.script("PRAGMA journal_mode=WAL");
  migrate_to(database, 5);
  database.script(
      "INSERT INTO sign_in(org, enabled, issuer, client_id, secret) "
      "VALUES(1, 1, 'https://id.example.com', 'app', x'00')");
  migrate(database);
  EXPECT_EQ(layout_of(database), newest_layout());
  RowBudget budget = RowBudget::unlimited();
  const SignInSettings kept = SignInReads(database, OrgKey{1}, budget).settings();
  EXPECT_EQ(kept.client_id, "app");
  EXPECT_EQ(kept.secret_expires, std::nullopt);
  EXPECT_EQ(CatalogueReads(database).branding(), Branding{});
}

// Tokens stay, without a name.
TEST(Layout, AStoreOfLayoutSixGetsNamesOfTokens) {
  PrivateFolder folder;
  Database database(folder.path() / "provost.db", {.durable = false});
  database.script("PRAGMA journal_mode=WAL");
  migrate_to(database, 6);
  database.script(
      "INSERT INTO tokens(org, lookup, id, hash, created, last_used_ip, last_used_agent) "
      "VALUES(1, 'look', 't1', x'00', 5, '', '')");
  migrate(database);
  EXPECT_EQ(layout_of(database), newest_layout());
  sqlite::Run run(database, Query::find_token, OrgKey{1}, std::string_view("look"));
  ASSERT_TRUE(run.next());
  const Token kept = take_token(run);
  EXPECT_EQ(kept.id, "t1");
  EXPECT_EQ(kept.name, "");
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
