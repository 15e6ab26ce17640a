#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <sqlite3.h>

#include "base/clock.h"
#include "base/uuid.h"
#include "store/sqlite/queries.h"

namespace provost::store::sqlite {

// SQLite said no. A fault of the storage (disk full, unreadable file) concerns every transaction;
// any other failure only the statement that met it.
class Failure : public std::runtime_error {
 public:
  // `system_error` is the errno of the call that failed, 0 when there was none.
  Failure(int code, const std::string& text, int system_error = 0)
      : std::runtime_error(text), code_(code), system_error_(system_error) {}
  // Another connection holds the lock.
  bool is_busy() const;
  bool is_storage_fault() const;
  // The disk, or what this process may have of it, has no room left.
  bool is_full() const;
  int system_error() const { return system_error_; }
  // The file is not a database, or is incomplete.
  bool is_damage() const;

 private:
  int code_;
  int system_error_;
};

struct Tuning {
  // The page cache of this connection: resident memory is counted per connection (design §6).
  int cache_kib = 16 * 1024;
  std::chrono::milliseconds busy_timeout{5000};
  // False for a database that ends with the process: its commits need not reach the disk.
  bool durable = true;
  bool read_only = false;
};

// One connection with its prepared statements. Used by one thread at a time.
class Database {
 public:
  Database(const std::filesystem::path& path, const Tuning& tuning);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // Runs statements that are not worth keeping: pragmas and layout changes.
  void script(const char* sql);
  std::int64_t pragma(const char* sql);

  // Runs one of the statements that give no rows. Says how many rows it changed.
  template <class... Args>
  int execute(Query query, Args&&... args);

  bool in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }
  sqlite3* handle() const { return handle_; }
  // Prepared at first use and kept.
  sqlite3_stmt* prepared(Query query);
  // A statement of the caller's own, to be finalised before the connection ends.
  sqlite3_stmt* prepare(std::string_view sql) const;
  // Throws a Failure. errno must be 0 unless the failing call has set it.
  [[noreturn]] void fail(int code) const;

 private:
  void configure(const Tuning& tuning);

  sqlite3* handle_ = nullptr;
  std::array<sqlite3_stmt*, query_count> statements_{};
};

// Bytes that are no text: hashes and keys.
struct Blob {
  std::string_view bytes;
};

// Whether a bound argument outlives the run: SQLite keeps a pointer to it, not a copy.
template <class T>
inline constexpr bool outlives_run =
    std::is_lvalue_reference_v<T> || std::is_integral_v<T> || std::is_enum_v<T> ||
    std::is_same_v<T, std::string_view> || std::is_same_v<T, Blob> ||
    std::is_same_v<T, Timestamp> || std::is_same_v<T, std::optional<Timestamp>>;

// One run of a prepared statement: bound when made, reset when it ends. A query has one run at a
// time on a connection.
class Run {
 public:
  template <class... Args>
  Run(Database& database, Query query, Args&&... args)
      : Run(database, database.prepared(query), std::forward<Args>(args)...) {}
  template <class... Args>
  Run(Database& database, sqlite3_stmt* statement, Args&&... args)
      : database_(database), statement_(statement) {
    static_assert((outlives_run<Args> && ...), "the argument would be gone when the run reads it");
    int index = 0;
    (bind(++index, args), ...);
  }
  ~Run() { sqlite3_reset(statement_); }
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  // Steps to the next row; false after the last.
  bool next();

  std::int64_t integer(int column) const { return sqlite3_column_int64(statement_, column); }
  std::size_t size(int column) const { return static_cast<std::size_t>(integer(column)); }
  Timestamp time(int column) const { return {integer(column)}; }
  std::optional<Timestamp> optional_time(int column) const;
  // Valid until the next step.
  std::string_view text(int column) const;
  std::string string(int column) const { return std::string(text(column)); }
  std::optional<std::string> optional_string(int column) const;
  ResourceId id(int column) const;
  // Nil for an absent one.
  ResourceId optional_id(int column) const;

 private:
  void bind(int index, std::string_view text);
  void bind(int index, const std::string& text) { bind(index, std::string_view(text)); }
  void bind(int index, const std::optional<std::string>& text);
  void bind(int index, Blob blob);
  void bind(int index, const ResourceId& id);
  void bind(int index, const std::optional<ResourceId>& id);
  void bind(int index, Timestamp at) { bind_integer(index, at.ms); }
  void bind(int index, std::optional<Timestamp> at);
  template <class T>
  requires(std::is_integral_v<T> || std::is_enum_v<T>) void bind(int index, T number) {
    bind_integer(index, static_cast<std::int64_t>(number));
  }
  void bind_integer(int index, std::int64_t number);
  void check(int code) const;

  Database& database_;
  sqlite3_stmt* statement_;
};

template <class... Args>
int Database::execute(Query query, Args&&... args) {
  Run run(*this, query, std::forward<Args>(args)...);
  run.next();
  return sqlite3_changes(handle_);
}

}  // namespace provost::store::sqlite
