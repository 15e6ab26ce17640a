#pragma once

#include <filesystem>
#include <list>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>

#include "base/clock.h"
#include "log/shelf.h"
#include "log/sqlite/sqlite_reader.h"
#include "log/sqlite/statements.h"

namespace provost::log::sqlite {

// The log's file and every connection of this process to it. A file that is damaged is set aside
// only when none is open: whichever closed last would take the new file's write-ahead log for its
// own, and delete it.
class LogFiles {
 public:
  explicit LogFiles(const std::filesystem::path& path) : path_(path) {}

  const std::filesystem::path& path() const { return path_; }
  // The writer's connection, opened when needed and brought to the layout. Used by one thread.
  LogDatabase& writer();
  // Renames the file and what belongs to it, and answers with the new name. Waits for reads.
  std::string set_aside(Timestamp now);

  // Deletes files that were set aside before that: they hold what the log held then.
  void remove_set_aside(Timestamp before) const;

  // A reader's connection.
  class Reading {
   public:
    explicit Reading(LogFiles& files);
    ~Reading();
    Reading(const Reading&) = delete;
    Reading& operator=(const Reading&) = delete;
    // Runs `work` on a reader of the file that is there now.
    template <class Work>
    auto read(const Work& work) {
      const std::shared_lock lock(files_.mutex_);
      if (!reader_) {
        reader_.emplace(files_.path_);
      }
      return work(*reader_);
    }

   private:
    friend LogFiles;
    LogFiles& files_;
    std::optional<SqliteReader> reader_;
  };

 private:
  const std::filesystem::path path_;
  std::optional<LogDatabase> writer_;
  std::shared_mutex mutex_;  // held by reads, and alone while the file changes
  std::list<Reading*> readings_;
};

// Runs `work`. Throws ShelfDamaged and ShelfUnavailable for what SQLite says.
template <class Work>
auto told_apart(const Work& work) {
  try {
    return work();
  } catch (const store::sqlite::Failure& failure) {
    if (failure.is_damage()) {
      throw ShelfDamaged(failure.what());
    }
    if (failure.is_busy() || failure.is_storage_fault()) {
      throw ShelfUnavailable(failure.what());
    }
    throw;
  }
}

// A Reader that stays usable when the file is set aside.
std::unique_ptr<Reader> make_reader(LogFiles& files);

}  // namespace provost::log::sqlite
