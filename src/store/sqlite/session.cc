#include "store/sqlite/session.h"

#include <future>
#include <utility>

#include "store/sqlite/catalogue.h"
#include "store/sqlite/reads.h"

namespace provost::store::sqlite {

SqliteSession::SqliteSession(const std::filesystem::path& path, const Tuning& tuning,
                             const Shared& shared, std::size_t rows_in_place_max, Waits waits)
    : database_(path, tuning),
      shared_(shared),
      snapshot_(database_, shared.commits),
      rows_in_place_max_(rows_in_place_max),
      waits_(waits) {
  shared_.snapshots.add(snapshot_);
}

SqliteSession::~SqliteSession() {
  shared_.snapshots.remove(snapshot_);
}

bool SqliteSession::read_now(OrgKey org, const ReadWork& work) {
  try {
    guard_read(shared_.condition, [&] {
      snapshot_.read([&] {
        SqliteReader reader(database_, org, RowBudget(rows_in_place_max_));
        work(reader);
      });
    });
    return true;
  } catch (const BeyondBound&) {
    return false;
  }
}

void SqliteSession::read_later(OrgKey org, ReadWork work, Done done) {
  shared_.pool.submit(line_of(org), org, std::move(work), done);
}

void SqliteSession::write(OrgKey org, WriteWork work, Done done) {
  shared_.writer.submit(
      {.org = org, .work = std::move(work), .done = std::move(done), .line = line_of(org)});
}

void SqliteSession::catalogue(const CatalogueWork& work) {
  guard_read(shared_.condition, [&] {
    snapshot_.read_newest([&] {
      SqliteCatalogue catalogue(database_);
      work(catalogue);
    });
  });
}

void SqliteSession::catalogue_write(CatalogueWriteWork work, Done done) {
  shared_.writer.submit({.org = installation,
                         .work = std::move(work),
                         .done = std::move(done),
                         .line = line_of(installation)});
}

// Between two batches, so that it and the writer do not wait for each other's locks.
bool SqliteSession::empty_log() {
  std::promise<bool> emptied;
  shared_.writer.truncate_log(
      [&](const Result<void>& outcome) { emptied.set_value(outcome.has_value()); });
  return emptied.get_future().get();
}

}  // namespace provost::store::sqlite
