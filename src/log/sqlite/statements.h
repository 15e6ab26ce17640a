#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "store/sqlite/database.h"

namespace provost::log::sqlite {

using store::sqlite::Database;
using store::sqlite::Run;

// Every statement that the log runs more than once. A test holds their plans to their index.
enum class Statement : std::uint8_t {
  begin,
  commit,
  rollback,
  insert,
  page,
  page_of_failures,
  page_of_request,
  find,
  insert_bodies,
  find_bodies,
  tail,
  place_of,
  last_place,
  look_for_person,
  erase_entry,
  delete_bodies,
  all_facts,
  add_to_hour,
  hours,
  load_activity,
  save_activity,
  facts,
  add_to_fact,
  has_facts,
  delete_fact,
  evict_facts,
  organisations,
  trim_entries,
  trim_hours,
  trim_facts,
  trim_bodies,
  organisations_with_bodies,
  purge_bodies,
  purge_entries,
  purge_hours,
  purge_facts,
  purge_activity,
  how_many
};

inline constexpr std::size_t statement_count = static_cast<std::size_t>(Statement::how_many);

std::string_view text_of(Statement statement);

// A connection to the log's file with its prepared statements. Used by one thread at a time.
class LogDatabase {
 public:
  LogDatabase(const std::filesystem::path& path, const store::sqlite::Tuning& tuning)
      : database_(path, tuning) {}
  ~LogDatabase();
  LogDatabase(const LogDatabase&) = delete;
  LogDatabase& operator=(const LogDatabase&) = delete;

  template <class... Args>
  Run run(Statement statement, Args&&... args) {
    return Run(database_, prepared(statement), std::forward<Args>(args)...);
  }
  // Says how many rows it changed.
  template <class... Args>
  std::size_t execute(Statement statement, Args&&... args) {
    Run run(database_, prepared(statement), std::forward<Args>(args)...);
    run.next();
    return static_cast<std::size_t>(sqlite3_changes(database_.handle()));
  }
  Database& database() { return database_; }

 private:
  sqlite3_stmt* prepared(Statement statement);

  Database database_;
  std::array<sqlite3_stmt*, statement_count> statements_{};
};

}  // namespace provost::log::sqlite
