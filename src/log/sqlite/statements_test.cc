#include "log/sqlite/statements.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "log/sqlite/layout.h"
#include "store/sqlite/private_folder.h"

namespace provost::log::sqlite {
namespace {

std::string plan_of(LogDatabase& database, Statement statement) {
  const std::string sql = "EXPLAIN QUERY PLAN " + std::string(text_of(statement));
  sqlite3_stmt* explained = database.database().prepare(sql);
  std::string plan;
  while (sqlite3_step(explained) == SQLITE_ROW) {
    plan += reinterpret_cast<const char*>(sqlite3_column_text(explained, 3));
    plan += '\n';
  }
  sqlite3_finalize(explained);
  return plan;
}

TEST(LogStatements, UseTheirIndexes) {
  const store::sqlite::PrivateFolder folder;
  LogDatabase database(folder.path() / "log.db", {});
  prepare_layout(database.database());
  const std::vector<std::pair<Statement, std::string>> plans{
      {Statement::page, "SEARCH entries USING INDEX entries_by_id (org=? AND id>? AND id<?)\n"},
      {Statement::page_of_failures,
       "SEARCH entries USING INDEX entries_failed (org=? AND id>? AND id<?)\n"},
      {Statement::page_of_request,
       "SEARCH entries USING INDEX entries_by_request (org=? AND request=? AND id>? AND id<?)\n"},
      {Statement::find, "SEARCH entries USING INDEX entries_by_id (org=? AND id=?)\n"},
      {Statement::tail, "SEARCH entries USING INDEX entries_by_org (org=? AND rowid>?)\n"},
      {Statement::last_place, "SEARCH entries USING COVERING INDEX entries_by_org (org=?)\n"},
      {Statement::find_bodies, "SEARCH bodies USING INDEX bodies_by_id (org=? AND id=?)\n"},
      {Statement::look_for_person,
       "SEARCH e USING INDEX entries_by_org (org=? AND rowid>?)\n"
       "SEARCH b USING INDEX bodies_by_id (org=? AND id=?) LEFT-JOIN\n"},
      {Statement::hours, "SEARCH hours USING PRIMARY KEY (org=? AND hour>?)\n"},
      {Statement::has_facts, "SEARCH facts USING PRIMARY KEY (org=? AND kind=?)\n"},
      {Statement::facts, "SEARCH facts USING PRIMARY KEY (org=?)\n"},
      {Statement::load_activity, "SEARCH activity USING INTEGER PRIMARY KEY (rowid=?)\n"},
  };
  for (const auto& one : plans) {
    EXPECT_EQ(plan_of(database, one.first), one.second);
  }
  for (const Statement statement :
       {Statement::trim_entries, Statement::trim_hours, Statement::trim_bodies,
        Statement::purge_bodies, Statement::purge_entries, Statement::purge_hours}) {
    EXPECT_EQ(plan_of(database, statement).find("SORTER"), std::string::npos)
        << plan_of(database, statement);
    EXPECT_EQ(plan_of(database, statement).find("TEMP B-TREE FOR ORDER"), std::string::npos)
        << plan_of(database, statement);
  }
}

}  // namespace
}  // namespace provost::log::sqlite
