#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <thread>

#include "store/sqlite/database.h"
#include "store/sqlite/kept_snapshot.h"

namespace provost::store::sqlite {

// How long the write-ahead log may become, in bytes.
struct LogBounds {
  // From here on the writer waits until the log starts over: 64 MB, or a quarter of a small
  // volume's space for it.
  std::uint64_t soft_bytes = std::uint64_t{64} << 20;
  // Reached only when another process holds a snapshot all the while: no more is written then.
  std::uint64_t max_bytes = std::uint64_t{1} << 30;
};

// The log as the writer may find it between its transactions.
enum class LogState : std::uint8_t {
  grows,
  is_over,   // the next write goes to its beginning
  too_long,  // it must not grow
};

// Moves committed pages from the write-ahead log into the database file, on its own thread and
// connection, so that the writer does not wait for it. Above the soft bound the writer does wait:
// the log can be moved completely only while nothing is added, and start over only when no snapshot
// needs it.
class Checkpointer {
 public:
  Checkpointer(const std::filesystem::path& path, const Tuning& tuning, KeptSnapshots& snapshots,
               const LogBounds& bounds = {});
  ~Checkpointer();
  Checkpointer(const Checkpointer&) = delete;
  Checkpointer& operator=(const Checkpointer&) = delete;

  // Called by the writer between its transactions with the pages that the log now has.
  LogState on_commit(int log_pages);
  // Called likewise: empties the log's file. False when somebody read an older state for a tenth of
  // a second, or the storage failed.
  bool truncate();

 private:
  enum class Mode : std::uint8_t { copy, restart, truncate };

  void loop();
  void ask(Mode mode);
  bool wait_for(Mode mode, std::chrono::milliseconds patience);
  bool checkpoint(Mode mode) noexcept;
  void fit_to_volume() noexcept;
  static int on_busy(void* self, int tries) noexcept;

  const std::filesystem::path path_;
  const LogBounds bounds_;
  Database database_;
  KeptSnapshots& snapshots_;
  std::atomic<int> soft_pages_{1};
  std::atomic<bool> is_ending_ = false;
  std::chrono::steady_clock::time_point patience_ends_;
  // Pages at which the last run was asked for, and at which the writer waited last.
  int asked_at_ = 0;
  int waited_at_ = 0;

  std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable finished_;
  Mode mode_ = Mode::copy;
  std::chrono::milliseconds patience_{0};
  bool went_well_ = false;
  int asked_ = 0;  // runs asked for and done
  int done_ = 0;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace provost::store::sqlite
