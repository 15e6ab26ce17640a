#include "store/sqlite/session.h"

#include <utility>

#include "store/sqlite/catalogue.h"
#include "store/sqlite/reads.h"

namespace provost::store::sqlite {

SqliteSession::SqliteSession(const std::filesystem::path& path, const Tuning& tuning,
                             ReadPool& pool, WriteThread& writer, std::size_t rows_in_place_max)
    : database_(path, tuning),
      pool_(pool),
      writer_(writer),
      rows_in_place_max_(rows_in_place_max) {}

bool SqliteSession::read_now(OrgKey org, const ReadWork& work) {
  try {
    on_snapshot(database_, [&] {
      SqliteReader reader(Reads(database_, org, RowBudget(rows_in_place_max_)));
      work(reader);
    });
    return true;
  } catch (const BeyondBound&) {
    return false;
  }
}

void SqliteSession::read_later(OrgKey org, ReadWork work, Done done) {
  pool_.submit(org, std::move(work), std::move(done));
}

void SqliteSession::write(OrgKey org, WriteWork work, Done done) {
  writer_.submit({org, std::move(work), std::move(done)});
}

void SqliteSession::catalogue(const CatalogueWork& work) {
  on_snapshot(database_, [&] {
    SqliteCatalogue catalogue(database_);
    work(catalogue);
  });
}

void SqliteSession::catalogue_write(CatalogueWriteWork work, Done done) {
  writer_.submit({OrgKey{}, std::move(work), std::move(done)});
}

}  // namespace provost::store::sqlite
