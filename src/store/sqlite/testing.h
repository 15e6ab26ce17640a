#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "base/random.h"
#include "store/contract/fixture.h"
#include "store/sqlite/batch_runner.h"
#include "store/sqlite/layout.h"
#include "store/sqlite/private_folder.h"
#include "store/sqlite/sqlite_store.h"
#include "store/sqlite/writer.h"

// A database of its own for tests that look below the store's interface.
namespace provost::store::sqlite {

class TestDatabase {
 public:
  TestDatabase() : database(path(), {.durable = false}) {
    database.script("PRAGMA journal_mode=WAL");
    migrate(database);
    database.script(
        "INSERT INTO orgs(key, id, name, profile, scim_enabled, reject_extra, strict, created) "
        "VALUES(1, 'acme', '', 0, 0, 0, 0, 0)");
  }
  std::filesystem::path path() const { return folder.path() / "provost.db"; }

  // Runs a unit as the writer would, and returns the outcome.
  Result<void> write(WriteWork work) {
    BatchRunner runner(database, key, clock, random, commits, generation);
    return write_with(runner, std::move(work));
  }
  static Result<void> write_with(BatchRunner& runner, WriteWork work, OrgKey org = OrgKey{1}) {
    Result<void> outcome;
    std::array units{
        WriteUnit{org, std::move(work), [&](Result<void> result) { outcome = std::move(result); }}};
    runner.run(units);
    return outcome;
  }

  PrivateFolder folder;
  Database database;
  JournalKey key{};
  CommitCount commits{0};
  CommittedGeneration generation{0};
  contract::TestClock clock;
  SecureRandom random;
};

inline Options options_in(const std::filesystem::path& folder) {
  Options options;
  options.path = folder / "provost.db";
  options.journal_key_path = folder / "journal.key";
  return options;
}

// A folder whose store a test opens as the server and the commands do, and may close in between.
class TestStore {
 public:
  TestStore() { open(); }
  void open() {
    store_ = sqlite::open(options, clock, random);
    session_ = store_->open_session();
  }
  void close() {
    session_.reset();
    store_.reset();
  }
  Store& store() { return *store_; }
  Session& session() { return *session_; }
  OrgKey create(const char* id, const OrgSettings& settings = {}) {
    OrgKey org{};
    EXPECT_TRUE(
        catalogue_write_and_wait(*session_, [&](CatalogueWriter& catalogue) -> Result<void> {
          TRY_ASSIGN(org, catalogue.create(OrgId(id), settings, {1}));
          return {};
        }).has_value());
    return org;
  }
  void write(OrgKey org, const WriteWork& work) {
    EXPECT_TRUE(write_and_wait(*session_, org, work).has_value());
  }

  PrivateFolder folder;
  const Options options = options_in(folder.path());
  contract::TestClock clock;
  SecureRandom random;

 private:
  std::unique_ptr<Store> store_;
  std::unique_ptr<Session> session_;
};

// What opening says when it fails; empty when it does not.
inline std::string refusal_of(const Options& options) {
  const contract::TestClock clock;
  SecureRandom random;
  try {
    open(options, clock, random);
    return "";
  } catch (const std::runtime_error& refusal) {
    return refusal.what();
  }
}

}  // namespace provost::store::sqlite
