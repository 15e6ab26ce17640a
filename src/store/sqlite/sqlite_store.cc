#include "store/sqlite/sqlite_store.h"

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>

#include "base/file_descriptor.h"
#include "store/server_line.h"
#include "store/sqlite/batch_runner.h"
#include "store/sqlite/checkpointer.h"
#include "store/sqlite/folder_lock.h"
#include "store/sqlite/journal_key.h"
#include "store/sqlite/layout.h"
#include "store/sqlite/open_files.h"
#include "store/sqlite/private_folder.h"
#include "store/sqlite/read_pool.h"
#include "store/sqlite/reserve.h"
#include "store/sqlite/session.h"
#include "store/sqlite/verify.h"
#include "store/sqlite/write_thread.h"

namespace provost::store::sqlite {
namespace {

using std::filesystem::path;

constexpr int writer_cache_kib = 32 * 1024;
constexpr int reader_cache_kib = 16 * 1024;
// A checkpoint copies pages without going through its cache.
constexpr int checkpointer_cache_kib = 256;

path folder_of(const path& database) {
  return database.has_parent_path() ? database.parent_path() : ".";
}

// Where the files of one store are.
class Files {
 public:
  explicit Files(const Options& options) : database_(options.path) {
    if (options.path == ":memory:") {
      private_.emplace();
      database_ = private_->path() / "provost.db";
      return;
    }
    journal_key_ = options.journal_key_path;
    std::filesystem::create_directories(folder());
    make_private();
  }
  bool is_private() const { return private_.has_value(); }
  const path& database() const { return database_; }
  const path& journal_key() const { return journal_key_; }
  path wal() const { return path(database_) += "-wal"; }
  path lock() const { return folder() / "provost.lock"; }
  // Files that must stay where they are while the store is open; those of a private one are known
  // to nobody else.
  std::vector<OpenFiles::Named> open(bool with_lock) const {
    std::vector<OpenFiles::Named> files;
    if (!is_private()) {
      files = {{"database", database_}, {"write-ahead log", wal()}};
    }
    if (with_lock) {
      files.push_back({"lock file", lock()});
    }
    return files;
  }
  path folder() const { return folder_of(database_); }

  Tuning tuning(int cache_kib) const {
    Tuning tuning;
    tuning.cache_kib = cache_kib;
    tuning.durable = !is_private();
    return tuning;
  }

 private:
  // People's data is for the owner's eyes only; SQLite gives the log the mode of the database. An
  // existing file is left alone: closing it here would release this process's locks on it.
  void make_private() const {
    if (!std::filesystem::exists(database_)) {
      const FileDescriptor file(database_, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    }
  }

  std::optional<PrivateFolder> private_;
  path database_;
  path journal_key_;
};

// 0 when it does not exist.
std::uint64_t size_of(const path& file) {
  std::error_code fault;
  const std::uintmax_t bytes = std::filesystem::file_size(file, fault);
  return fault ? 0 : bytes;
}

// Changing the layout requires that no other server is running: one of the old version would not
// know the new layout.
void prepare(Database& database, const Files& files, bool holds_folder) {
  const int layout = layout_of(database);
  std::optional<FolderLock> lock;
  if (layout != 0 && layout < newest_layout() && !holds_folder) {
    lock.emplace(files.folder());
  }
  database.script("PRAGMA journal_mode=WAL");
  migrate(database);
}

struct CheckedKey {
  JournalKey key{};
  // Met while the journal was asked whether the key is its own.
  std::optional<Failure> damage;
};

// A new key for an old journal would make all of it look forged. If the journal is too damaged to
// tell, the existing key is used: the rest of the store can still be read.
CheckedKey key_for(Database& database, const Files& files, Random& random) {
  CheckedKey checked;
  if (files.is_private()) {
    random.fill(checked.key);
    return checked;
  }
  const auto is_so = [&](const auto& look) {
    try {
      return look();
    } catch (const Failure& failure) {
      if (!failure.is_damage()) {
        throw;
      }
      checked.damage = failure;
      return true;
    }
  };
  const bool is_used =
      is_so([&] { return database.pragma("SELECT EXISTS(SELECT 1 FROM journal)") != 0; });
  if (is_used && !std::filesystem::exists(files.journal_key())) {
    throw std::runtime_error(fmt::format(
        "the journal's key {} is missing; restore it from a backup", files.journal_key().string()));
  }
  checked.key = read_or_make_journal_key(files.journal_key(), random);
  if (is_used && !is_so([&] { return fits_some_entry(database, checked.key); })) {
    throw std::runtime_error(fmt::format(
        "{} is not the key that the journal was chained with; restore that key from a backup",
        files.journal_key().string()));
  }
  return checked;
}

class SqliteStore final : public Store {
 public:
  SqliteStore(const Options& options, const Clock& clock, Random& random)
      : options_(options),
        files_(options),
        lock_(options.exclusive_folder_lock ? std::make_unique<FolderLock>(files_.folder())
                                            : nullptr),
        database_(files_.database(), files_.tuning(writer_cache_kib)),
        key_((prepare(database_, files_, lock_ != nullptr), key_for(database_, files_, random))),
        open_files_(files_.open(lock_ != nullptr)),
        runner_(database_, key_.key, clock, random, commits_, generation_, &open_files_),
        checkpointer_(files_.database(), files_.tuning(checkpointer_cache_kib), snapshots_,
                      {.soft_bytes = options.log_bytes_soft, .max_bytes = options.log_bytes_max}),
        pool_(files_.database(), files_.tuning(reader_cache_kib),
              {options.read_threads, options.read_queue_max, options.org_read_queue_max},
              runner_.condition()),
        writer_(database_, runner_, checkpointer_,
                {.queue_max = options.write_queue_max,
                 .org_queue_max = options.org_write_queue_max,
                 .batch_units_max = options.batch_units_max,
                 .seals_for_others = options.exclusive_folder_lock || files_.is_private()}) {
    runner_.rehearse_each(options.rehearsals);
    if (key_.damage) {
      note_damage(runner_.condition(), *key_.damage);
    }
  }

  ~SqliteStore() override {
    SqliteStore::drain();
    leave_tidy();
  }

  std::unique_ptr<Session> open_session() override {
    return open_session(Waits::in_line_of_organisation);
  }
  std::unique_ptr<Session> open_server_session() override {
    return open_session(Waits::in_line_of_server);
  }

  StoreFigures figures() override {
    return {.kind = "sqlite",
            .database_bytes = size_of(files_.database()),
            .wal_bytes = size_of(files_.wal())};
  }

  Result<void> health() override { return runner_.health(); }

  std::vector<std::string> take_troubles() override { return runner_.take_troubles(); }

  void drain() override {
    writer_.drain();
    pool_.drain();
  }

 private:
  std::unique_ptr<Session> open_session(Waits waits) {
    return std::make_unique<SqliteSession>(
        files_.database(), files_.tuning(reader_cache_kib),
        Shared{pool_, writer_, commits_, generation_, snapshots_, runner_.condition()},
        options_.rows_in_place_max, waits);
  }

  // The writer is idle by now. Whatever cannot be done at once (because another process uses the
  // file) is left to whoever closes it last; only the server, which is alone, updates the planner's
  // statistics, since that makes other connections prepare their statements again.
  void leave_tidy() noexcept {
    sqlite3* handle = database_.handle();
    sqlite3_busy_timeout(handle, 0);
    if (lock_ != nullptr) {
      sqlite3_exec(handle, "PRAGMA analysis_limit=400; PRAGMA optimize", nullptr, nullptr, nullptr);
    }
    sqlite3_wal_checkpoint_v2(handle, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  }

  const Options options_;
  Files files_;
  std::unique_ptr<FolderLock> lock_;
  Database database_;
  const CheckedKey key_;
  const OpenFiles open_files_;
  CommitCount commits_{0};
  CommittedGeneration generation_{0};
  KeptSnapshots snapshots_;
  BatchRunner runner_;
  Checkpointer checkpointer_;
  ReadPool pool_;
  WriteThread writer_;
};

// On a full disk nothing can be opened without the reserve; the store then reads, and writes again
// once there is room.
std::unique_ptr<Store> open_with_room(const Options& options, const Clock& clock, Random& random) {
  const bool is_private = options.path == ":memory:";
  const Reserve reserve(folder_of(options.path));
  std::unique_ptr<Store> store;
  try {
    store = std::make_unique<SqliteStore>(options, clock, random);
  } catch (const Failure& failure) {
    if (is_private || !failure.is_full() || !reserve.give_away()) {
      throw;
    }
    store = std::make_unique<SqliteStore>(options, clock, random);
  }
  if (options.exclusive_folder_lock && !is_private) {
    reserve.keep();
  }
  return store;
}

// For people, with advice on what to do.
std::string describe(const Failure& failure) {
  if (failure.is_damage()) {
    return fmt::format(
        "it is damaged ({}); run `provost verify --deep` to see where, and restore a backup",
        failure.what());
  }
  return fmt::format("{}{}", failure.is_full() ? "no space is left on its disk: " : "",
                     failure.what());
}

}  // namespace

std::unique_ptr<Store> open(const Options& options, const Clock& clock, Random& random) {
  if (sodium_init() < 0) {
    throw std::runtime_error("libsodium cannot be initialised");
  }
  try {
    return open_with_room(options, clock, random);
  } catch (const Failure& failure) {
    throw std::runtime_error(
        fmt::format("cannot open the store {}: {}", options.path.string(), describe(failure)));
  } catch (const std::exception& fault) {
    throw std::runtime_error(
        fmt::format("cannot open the store {}: {}", options.path.string(), fault.what()));
  }
}

}  // namespace provost::store::sqlite
