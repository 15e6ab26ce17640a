#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "store/sqlite/batch.h"
#include "store/sqlite/condition.h"
#include "store/sqlite/database.h"
#include "store/sqlite/kept_snapshot.h"
#include "store/sqlite/open_files.h"
#include "store/store.h"

namespace provost::store::sqlite {

// Work on its way to the writer.
struct WriteUnit {
  OrgKey org{};  // of a WriteWork
  std::variant<WriteWork, CatalogueWriteWork> work;
  Done done;
  // How long it took; set when it has run.
  std::chrono::steady_clock::duration took{};
  OrgKey line = org;  // that it waits in
};

inline constexpr std::chrono::milliseconds batch_time_max{50};

// The result of sealing waiting entries.
enum class Waiting : std::uint8_t { none, some, failed };

// Runs units in one transaction with one commit (group commit, design §3 Threads). A unit that
// returns an error or throws is rolled back alone, by a savepoint of its own; a fault of the
// storage fails the whole batch. Every Done is called after the commit; with success only when the
// files, if any are given, are still where a restart will look for them. When the units take longer
// than `time_max`, those that have not begun are left, so that new work does not wait for all of
// them.
class BatchRunner {
 public:
  BatchRunner(Database& database, const JournalKey& key, const Clock& clock, Random& random,
              CommitCount& commits, CommittedGeneration& generation,
              const OpenFiles* files = nullptr, std::chrono::milliseconds time_max = batch_time_max)
      : database_(database),
        files_(files),
        time_max_(time_max),
        mac_(key),
        commits_(commits),
        generation_(generation),
        batch_({database_, mac_, clock, random}),
        sealer_{database_, mac_, clock, random} {}

  // From now on each unit first runs so many times in vain (Options::rehearsals).
  void rehearse_each(int times) { rehearsals_ = times; }
  // How many of the units, from the first, are done; the others have not begun. At least one.
  std::size_t run(std::span<WriteUnit> units);
  // Whether the last batches left journal entries that wait to be sealed.
  bool leaves_waiting() const { return leaves_waiting_; }
  // Whether there are any, of this process or another. Those of an organisation that cannot be
  // sealed count again when it is time to try.
  Waiting look_for_waiting();
  // Seals some of them in a transaction of its own, for about that long.
  Waiting seal_slice(std::chrono::milliseconds slice);
  // The store's known faults, from this thread and others. Safe from any thread.
  Condition& condition() { return condition_; }
  Result<void> health() const { return condition_.health(); }
  // Looks whether the files are where they were, and says so in the condition.
  bool check_files();
  // Tries whether the store takes writes again after it did not.
  void probe() noexcept;
  // Failures since the last call that hold up only one organisation, as text. Safe from any thread.
  std::vector<std::string> take_troubles();

 private:
  void run_transaction(std::span<WriteUnit> units);
  std::int64_t settings_generation();
  bool run_units(std::span<WriteUnit> units);
  void commit();
  void rehearse(WriteUnit& unit);
  void take_back();
  bool run_alone(WriteUnit& unit, Result<void>& outcome);
  bool run_under_savepoint(WriteUnit& unit, Result<void>& outcome);
  Result<void> run_guarded(WriteUnit& unit);
  Result<void> run_work(WriteUnit& unit);
  bool seal_until(std::chrono::steady_clock::time_point end);
  std::optional<OrgKey> next_to_seal();
  bool rests(OrgKey org) const;
  void seal_one(OrgKey org);
  void set_back(OrgKey org, const char* why);
  bool is_live(OrgKey org);
  void roll_back() noexcept;
  Error note(const Failure& failure);
  Error note_fault(const char* cause);
  void fail_batch(const Error& error);

  Database& database_;
  const OpenFiles* const files_;
  const std::chrono::milliseconds time_max_;
  JournalMac mac_;
  CommitCount& commits_;
  CommittedGeneration& generation_;
  Batch batch_;
  Sealer sealer_;
  int rehearsals_ = 0;
  bool leaves_waiting_ = false;
  std::size_t begun_ = 0;  // units of the batch
  std::vector<Result<void>> outcomes_;
  // Organisations that were seen in this transaction.
  std::vector<OrgKey> live_;
  Condition condition_;

  // Of an organisation whose entries could not be sealed.
  struct SetBack {
    int failures = 0;
    std::chrono::steady_clock::time_point until;
  };
  std::map<OrgKey, SetBack> set_back_;
  OrgKey seal_turn_{};  // whose entries were sealed last

  std::mutex mutex_;
  std::vector<std::string> troubles_;
};

}  // namespace provost::store::sqlite
