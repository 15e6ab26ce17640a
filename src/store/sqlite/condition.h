#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>

#include "base/result.h"
#include "store/sqlite/database.h"
#include "store/store.h"

namespace provost::store::sqlite {

// What can be wrong with a store, the worst first.
enum class Trouble : std::uint8_t {
  files_gone,    // writes reach no file that a restart would find
  damaged,       // a read met pages that hold no database
  disk_full,     // there is no room to write
  log_too_long,  // somebody's snapshot keeps the write-ahead log from starting over
  unreadable,    // a read failed otherwise, within the last minute
  failing,       // the last batch failed otherwise
  how_many
};

// The faults of a store as its threads find them. Their details are for everybody and name no path;
// their causes are for the operator. Safe from many threads.
class Condition {
 public:
  void set(Trouble trouble, Error error);
  void clear(Trouble trouble);
  // Clears faults that nobody has reported since then.
  void clear_older(Trouble trouble, std::chrono::steady_clock::time_point then);
  bool has(Trouble trouble) const;
  // The worst fault.
  Result<void> health() const;
  // The error for writes while they would be lost or are forbidden.
  Result<void> may_write() const;

 private:
  static constexpr std::size_t count = static_cast<std::size_t>(Trouble::how_many);

  mutable std::mutex mutex_;
  std::array<std::optional<Error>, count> faults_;
  std::array<std::chrono::steady_clock::time_point, count> found_{};
};

// Notes damage that a statement met; other failures are none.
void note_damage(Condition& condition, const Failure& failure);
// The same for a read, with the error for the caller.
Error read_error(Condition& condition, const Failure& failure);

// Runs something that reads. Throws StorageFault where SQLite failed.
template <class Work>
void guard_read(Condition& condition, const Work& work) {
  try {
    work();
  } catch (const Failure& failure) {
    throw StorageFault(read_error(condition, failure));
  }
}

}  // namespace provost::store::sqlite
