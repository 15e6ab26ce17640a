#pragma once

#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "store/sqlite/batch.h"
#include "store/sqlite/database.h"
#include "store/sqlite/kept_snapshot.h"
#include "store/store.h"

namespace provost::store::sqlite {

// Work on its way to the writer.
struct WriteUnit {
  OrgKey org{};  // of a WriteWork
  std::variant<WriteWork, CatalogueWriteWork> work;
  Done done;
};

// Runs units in one transaction with one commit (group commit, design §3 Threads). A unit that
// returns an error or throws is rolled back alone, by a savepoint of its own; a fault of the
// storage fails the whole batch. Every Done is called after the commit.
class BatchRunner {
 public:
  BatchRunner(Database& database, const JournalKey& key, const Clock& clock, Random& random,
              CommitCount& commits)
      : database_(database), mac_(key), clock_(clock), random_(random), commits_(commits) {}

  void run(std::span<WriteUnit> units);
  // The fault of the last batch, if the storage failed it. Safe from any thread.
  Result<void> health() const;

 private:
  void run_transaction(std::span<WriteUnit> units);
  bool run_alone(WriteUnit& unit, Result<void>& outcome);
  bool run_under_savepoint(WriteUnit& unit, Result<void>& outcome);
  Result<void> run_guarded(WriteUnit& unit);
  Result<void> run_work(WriteUnit& unit);
  bool is_live(OrgKey org);
  void roll_back() noexcept;
  void fail_batch(const Error& error);
  void set_fault(std::optional<Error> fault);

  Database& database_;
  JournalMac mac_;
  const Clock& clock_;
  Random& random_;
  CommitCount& commits_;
  Batch batch_;
  std::vector<Result<void>> outcomes_;
  // Organisations that were seen in this transaction.
  std::vector<OrgKey> live_;

  mutable std::mutex mutex_;
  std::optional<Error> fault_;
};

}  // namespace provost::store::sqlite
