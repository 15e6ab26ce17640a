#include "store/contract_test.h"

#include "store/sqlite/private_folder.h"
#include "store/sqlite/sqlite_store.h"

namespace provost::store::contract {
namespace {

sqlite::Options to_options(const Bounds& bounds) {
  sqlite::Options options;
  options.write_queue_max = bounds.write_queue_max;
  options.batch_units_max = bounds.batch_units_max;
  options.read_queue_max = bounds.read_queue_max;
  options.org_write_queue_max = bounds.org_write_queue_max;
  options.org_read_queue_max = bounds.org_read_queue_max;
  options.rows_in_place_max = bounds.rows_in_place_max;
  return options;
}

// A database file in a folder that is deleted after the test.
class FileBackend final : public Backend {
 public:
  std::unique_ptr<Store> open(const Bounds& bounds, const Clock& clock, Random& random) override {
    sqlite::Options options = to_options(bounds);
    options.path = folder_.path() / "provost.db";
    options.journal_key_path = folder_.path() / "journal.key";
    options.exclusive_folder_lock = true;
    return sqlite::open(options, clock, random);
  }

 private:
  sqlite::PrivateFolder folder_;
};

INSTANTIATE_TEST_SUITE_P(Sqlite, StoreContract,
                         ::testing::Values(NamedBackend{
                             "file", [] { return std::make_unique<FileBackend>(); }}),
                         backend_name);

}  // namespace
}  // namespace provost::store::contract
