#include "store/sqlite/database.h"

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <cstring>
#include <mutex>

#include <fmt/format.h>

namespace provost::store::sqlite {
namespace {

// SQLite's memory statistics cost a process-wide lock at every allocation, and nobody reads them.
void configure_library_once() {
  static std::once_flag once;
  std::call_once(once, [] { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); });
}

}  // namespace

bool Failure::is_busy() const {
  return (code_ & 0xff) == SQLITE_BUSY;
}

bool Failure::is_storage_fault() const {
  switch (code_ & 0xff) {
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PROTOCOL:
    case SQLITE_NOMEM:
      return true;
    default:
      return false;
  }
}

bool Failure::is_full() const {
  switch (code_ & 0xff) {
    case SQLITE_FULL:
      return true;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      return code_ == SQLITE_IOERR_SHMSIZE || system_error_ == ENOSPC || system_error_ == EDQUOT ||
             system_error_ == EFBIG;
    default:
      return false;
  }
}

bool Failure::is_damage() const {
  return (code_ & 0xff) == SQLITE_CORRUPT || (code_ & 0xff) == SQLITE_NOTADB;
}

Database::Database(const std::filesystem::path& path, const Tuning& tuning) {
  configure_library_once();
  const int mode =
      tuning.read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  errno = 0;
  // NOMUTEX: a connection belongs to one thread at a time, so SQLite need not lock it.
  const int code = sqlite3_open_v2(path.c_str(), &handle_, mode | SQLITE_OPEN_NOMUTEX, nullptr);
  try {
    if (code != SQLITE_OK) {
      fail(code);
    }
    configure(tuning);
  } catch (...) {
    sqlite3_close(handle_);
    throw;
  }
}

Database::~Database() {
  std::ranges::for_each(statements_, sqlite3_finalize);
  sqlite3_close(handle_);
}

void Database::configure(const Tuning& tuning) {
  sqlite3_extended_result_codes(handle_, 1);
  sqlite3_busy_timeout(handle_, static_cast<int>(tuning.busy_timeout.count()));
  // The page size matters only before the file has content. The Checkpointer runs the checkpoints;
  // a log that had to grow beyond its bound is truncated when it starts over. Deleted data is
  // overwritten, since erased personal values must disappear from the file too.
  script(
      "PRAGMA page_size=8192; PRAGMA foreign_keys=OFF; PRAGMA mmap_size=0; PRAGMA "
      "temp_store=MEMORY;"
      "PRAGMA wal_autocheckpoint=0; PRAGMA journal_size_limit=67108864; PRAGMA secure_delete=ON;");
  script(tuning.durable ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=OFF");
  script(fmt::format("PRAGMA cache_size=-{}", tuning.cache_kib).c_str());
}

void Database::script(const char* sql) {
  errno = 0;
  const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) {
    fail(code);
  }
}

std::int64_t Database::pragma(const char* sql) {
  std::int64_t value = 0;
  const auto take = [](void* out, int, char** values, char**) {
    *static_cast<std::int64_t*>(out) = values[0] == nullptr ? 0 : std::strtoll(values[0], {}, 10);
    return 0;
  };
  errno = 0;
  const int code = sqlite3_exec(handle_, sql, take, &value, nullptr);
  if (code != SQLITE_OK) {
    fail(code);
  }
  return value;
}

sqlite3_stmt* Database::prepared(Query query) {
  sqlite3_stmt*& statement = statements_[static_cast<std::size_t>(query)];
  if (statement == nullptr) {
    statement = prepare(text_of(query));
  }
  assert(sqlite3_stmt_busy(statement) == 0 && "one run of a query at a time");
  return statement;
}

sqlite3_stmt* Database::prepare(std::string_view sql) const {
  sqlite3_stmt* statement = nullptr;
  errno = 0;
  const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) {
    fail(code);
  }
  return statement;
}

// SQLite keeps the errno of most failures, but not of a failing COMMIT: it still has that of an
// earlier one.
void Database::fail(int code) const {
  const int system_error = errno != 0 ? errno : sqlite3_system_errno(handle_);
  throw Failure(code, fmt::format("SQLite: {} ({})", sqlite3_errmsg(handle_), code), system_error);
}

bool Run::next() {
  errno = 0;
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) {
    return true;
  }
  if (code != SQLITE_DONE) {
    database_.fail(code);
  }
  return false;
}

std::optional<Timestamp> Run::optional_time(int column) const {
  if (sqlite3_column_type(statement_, column) == SQLITE_NULL) {
    return std::nullopt;
  }
  return time(column);
}

std::optional<std::string> Run::optional_string(int column) const {
  if (sqlite3_column_type(statement_, column) == SQLITE_NULL) {
    return std::nullopt;
  }
  return string(column);
}

std::string_view Run::text(int column) const {
  const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

ResourceId Run::id(int column) const {
  const std::string_view bytes = text(column);
  ResourceId id;
  if (bytes.size() != id.bytes.size()) {
    throw Failure(SQLITE_CORRUPT, "SQLite: a stored id has not 16 bytes");
  }
  std::memcpy(id.bytes.data(), bytes.data(), id.bytes.size());
  return id;
}

ResourceId Run::optional_id(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL ? ResourceId{} : id(column);
}

void Run::bind(int index, std::string_view text) {
  // A null pointer would bind NULL; an empty text is a value.
  const char* data = text.data() == nullptr ? "" : text.data();
  check(sqlite3_bind_text64(statement_, index, data, text.size(), SQLITE_STATIC, SQLITE_UTF8));
}

void Run::bind(int index, Blob blob) {
  const char* data = blob.bytes.data() == nullptr ? "" : blob.bytes.data();
  check(sqlite3_bind_blob64(statement_, index, data, blob.bytes.size(), SQLITE_STATIC));
}

void Run::bind(int index, const ResourceId& id) {
  check(sqlite3_bind_blob(statement_, index, id.bytes.data(), static_cast<int>(id.bytes.size()),
                          SQLITE_STATIC));
}

void Run::bind(int index, const std::optional<ResourceId>& id) {
  id ? bind(index, *id) : check(sqlite3_bind_null(statement_, index));
}

void Run::bind(int index, const std::optional<std::string>& text) {
  text ? bind(index, *text) : check(sqlite3_bind_null(statement_, index));
}

void Run::bind(int index, std::optional<Timestamp> at) {
  at ? bind_integer(index, at->ms) : check(sqlite3_bind_null(statement_, index));
}

void Run::bind_integer(int index, std::int64_t number) {
  check(sqlite3_bind_int64(statement_, index, number));
}

void Run::check(int code) const {
  if (code != SQLITE_OK) {
    database_.fail(code);
  }
}

}  // namespace provost::store::sqlite
