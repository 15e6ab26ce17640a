#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>

#include "base/clock.h"
#include "base/random.h"
#include "store/store.h"

namespace provost::store::sqlite {

struct Options {
  // The database file; its folder is made if needed. ":memory:" is a private database that ends
  // with the store (shared by its sessions).
  std::filesystem::path path;
  // The key of the journal's chain, outside the database: made at first use, mode 0600.
  // Unused for ":memory:".
  std::filesystem::path journal_key_path;
  // `serve` holds the data folder alone; the CLI opens the same file beside it (design §3).
  bool exclusive_folder_lock = false;
  std::size_t write_queue_max = 4096;
  std::size_t batch_units_max = 512;
  // For long reads; one more is reserved for organisations with none in progress.
  std::size_t read_threads = 1;
  std::size_t read_queue_max = 256;
  // What one organisation may have waiting.
  std::size_t org_write_queue_max = 2048;
  std::size_t org_read_queue_max = 32;
  std::size_t rows_in_place_max = 1000;
  // See LogBounds.
  std::uint64_t log_bytes_soft = std::uint64_t{64} << 20;
  std::uint64_t log_bytes_max = std::uint64_t{1} << 30;
  // How often each unit of work runs and is rolled back before it counts: tests find units with it
  // that must not run again (store/store.h).
  int rehearsals = 0;
};

// Opens or creates the store and brings its layout up to date. Throws std::runtime_error, with a
// text for people, when the file cannot be opened, the folder is locked by another process, or the
// layout is newer than this program.
std::unique_ptr<Store> open(const Options& options, const Clock& clock, Random& random);

}  // namespace provost::store::sqlite
