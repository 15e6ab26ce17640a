#include "store/sqlite/session.h"

#include <utility>

#include "store/sqlite/catalogue.h"
#include "store/sqlite/reads.h"

namespace provost::store::sqlite {

SqliteSession::SqliteSession(const std::filesystem::path& path, const Tuning& tuning,
                             const Shared& shared, std::size_t rows_in_place_max)
    : database_(path, tuning),
      shared_(shared),
      snapshot_(database_, shared.commits),
      rows_in_place_max_(rows_in_place_max),
      busy_timeout_ms_(static_cast<int>(tuning.busy_timeout.count())) {
  shared_.snapshots.add(snapshot_);
}

SqliteSession::~SqliteSession() {
  shared_.snapshots.remove(snapshot_);
}

bool SqliteSession::read_now(OrgKey org, const ReadWork& work) {
  try {
    snapshot_.read([&] {
      SqliteReader reader(database_, org, RowBudget(rows_in_place_max_));
      work(reader);
    });
    return true;
  } catch (const BeyondBound&) {
    return false;
  }
}

void SqliteSession::read_later(OrgKey org, ReadWork work, Done done) {
  shared_.pool.submit(org, std::move(work), std::move(done));
}

void SqliteSession::write(OrgKey org, WriteWork work, Done done) {
  shared_.writer.submit({org, std::move(work), std::move(done)});
}

void SqliteSession::catalogue(const CatalogueWork& work) {
  snapshot_.read_newest([&] {
    SqliteCatalogue catalogue(database_);
    work(catalogue);
  });
}

void SqliteSession::catalogue_write(CatalogueWriteWork work, Done done) {
  shared_.writer.submit({OrgKey{}, std::move(work), std::move(done)});
}

// Readers that begin after all of the log was moved need none of it, so that only those count that
// have begun before.
bool SqliteSession::empty_log() {
  constexpr int wait_ms = 100;
  shared_.snapshots.release_all();
  sqlite3* handle = database_.handle();
  sqlite3_busy_timeout(handle, wait_ms);
  const int code =
      sqlite3_wal_checkpoint_v2(handle, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  sqlite3_busy_timeout(handle, busy_timeout_ms_);
  return code == SQLITE_OK;
}

}  // namespace provost::store::sqlite
