#include "log/sqlite/statements.h"

#include <algorithm>
#include <array>

namespace provost::log::sqlite {
namespace {

struct Text {
  Statement statement;
  std::string_view sql;
};

// In the order of Statement.
constexpr std::array texts{
    Text{Statement::begin, "BEGIN IMMEDIATE"},
    Text{Statement::commit, "COMMIT"},
    Text{Statement::rollback, "ROLLBACK"},
    Text{Statement::insert,
         "INSERT INTO entries(org, id, kind, time, last, count, method, target, operation, "
         "status, duration, address, agent, token, request, subject_type, subject_id, "
         "subject_name, cause, detail, remarks, first_seq, last_seq) "
         "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, "
         "?18, ?19, ?20, ?21, ?22, ?23) "
         "ON CONFLICT(org, id) DO UPDATE SET count = count + excluded.count, "
         "last = max(last, excluded.last), duration = max(duration, excluded.duration)"},
    Text{Statement::page,
         "SELECT id, kind, time, last, count, method, target, operation, status, duration, "
         "address, agent, token, request, subject_type, subject_id, subject_name, cause, "
         "detail, remarks, first_seq, last_seq FROM entries "
         "WHERE org = ?1 AND id >= ?2 AND id < ?3 ORDER BY id DESC"},
    Text{Statement::page_of_failures,
         "SELECT id, kind, time, last, count, method, target, operation, status, duration, "
         "address, agent, token, request, subject_type, subject_id, subject_name, cause, "
         "detail, remarks, first_seq, last_seq FROM entries "
         "WHERE org = ?1 AND id >= ?2 AND id < ?3 AND status >= 400 ORDER BY id DESC"},
    Text{Statement::page_of_request,
         "SELECT id, kind, time, last, count, method, target, operation, status, duration, "
         "address, agent, token, request, subject_type, subject_id, subject_name, cause, "
         "detail, remarks, first_seq, last_seq FROM entries "
         "WHERE org = ?1 AND request = ?4 AND request <> '' AND id >= ?2 AND id < ?3 "
         "ORDER BY id DESC"},
    Text{Statement::find,
         "SELECT id, kind, time, last, count, method, target, operation, status, duration, "
         "address, agent, token, request, subject_type, subject_id, subject_name, cause, "
         "detail, remarks, first_seq, last_seq FROM entries WHERE org = ?1 AND id = ?2"},
    Text{Statement::insert_bodies,
         "INSERT OR REPLACE INTO bodies(org, id, time, request, response) "
         "VALUES(?1, ?2, ?3, ?4, ?5)"},
    Text{Statement::find_bodies, "SELECT request, response FROM bodies WHERE org = ?1 AND id = ?2"},
    Text{Statement::tail,
         "SELECT id, kind, time, last, count, method, target, operation, status, duration, "
         "address, agent, token, request, subject_type, subject_id, subject_name, cause, "
         "detail, remarks, first_seq, last_seq, number FROM entries "
         "WHERE org = ?1 AND number > ?2 ORDER BY number"},
    Text{Statement::place_of, "SELECT number FROM entries WHERE org = ?1 AND id = ?2"},
    Text{Statement::last_place,
         "SELECT number FROM entries WHERE org = ?1 ORDER BY number DESC LIMIT 1"},
    Text{Statement::look_for_person,
         "SELECT e.number, e.id, e.subject_id, e.subject_name, e.target, e.detail, e.remarks, "
         "b.request, b.response FROM entries e LEFT JOIN bodies b ON b.org = e.org AND b.id = e.id "
         "WHERE e.org = ?1 AND e.number > ?2 ORDER BY e.number LIMIT ?3"},
    Text{Statement::erase_entry,
         "UPDATE entries SET subject_name = ?2, target = ?3, detail = ?4, remarks = ?5 "
         "WHERE number = ?1"},
    Text{Statement::delete_bodies, "DELETE FROM bodies WHERE org = ?1 AND id = ?2"},
    Text{Statement::all_facts, "SELECT kind, subject, name, detail FROM facts WHERE org = ?1"},
    Text{Statement::add_to_hour,
         "INSERT INTO hours(org, hour, requests, failures, refusals) "
         "VALUES(?1, ?2, ?3, ?4, ?5) ON CONFLICT(org, hour) DO UPDATE SET "
         "requests = requests + excluded.requests, failures = failures + excluded.failures, "
         "refusals = refusals + excluded.refusals"},
    Text{Statement::hours,
         "SELECT hour, requests, failures, refusals FROM hours "
         "WHERE org = ?1 AND hour >= ?2 ORDER BY hour"},
    Text{Statement::load_activity,
         "SELECT first, last, last_write, first_probe, first_user, intervals, last_user, "
         "last_success, last_trouble, trouble FROM activity WHERE org = ?1"},
    Text{Statement::save_activity,
         "INSERT OR REPLACE INTO activity(org, first, last, last_write, first_probe, first_user, "
         "intervals, last_user, last_success, last_trouble, trouble) "
         "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"},
    Text{Statement::facts,
         "SELECT kind, subject, name, since, last, count, cause, detail FROM facts "
         "WHERE org = ?1 AND last >= ?2 ORDER BY kind, subject"},
    Text{Statement::add_to_fact,
         "INSERT INTO facts(org, kind, subject, name, since, last, count, cause, detail) "
         "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT(org, kind, subject) "
         "DO UPDATE SET name = excluded.name, last = max(last, excluded.last), "
         "count = count + excluded.count, cause = excluded.cause, detail = excluded.detail"},
    Text{Statement::has_facts, "SELECT 1 FROM facts WHERE org = ?1 AND kind = ?2 LIMIT 1"},
    Text{Statement::delete_fact, "DELETE FROM facts WHERE org = ?1 AND kind = ?2 AND subject = ?3"},
    Text{Statement::evict_facts,
         "DELETE FROM facts WHERE (org, kind, subject) IN (SELECT org, kind, subject "
         "FROM facts WHERE org = ?1 AND kind = ?2 ORDER BY last DESC LIMIT -1 OFFSET ?3)"},
    // A loose index scan: one search for each organisation.
    Text{Statement::organisations,
         "WITH RECURSIVE orgs(org) AS (SELECT (SELECT min(org) FROM entries) UNION ALL "
         "SELECT (SELECT min(org) FROM entries WHERE org > orgs.org) FROM orgs "
         "WHERE orgs.org IS NOT NULL) "
         "SELECT org FROM orgs WHERE org IS NOT NULL UNION SELECT org FROM activity "
         "UNION SELECT org FROM hours UNION SELECT org FROM facts"},
    Text{Statement::trim_entries,
         "DELETE FROM entries WHERE rowid IN "
         "(SELECT rowid FROM entries WHERE time < ?1 ORDER BY time LIMIT ?2)"},
    Text{Statement::trim_hours,
         "DELETE FROM hours WHERE (org, hour) IN "
         "(SELECT org, hour FROM hours WHERE hour <= ?1 ORDER BY hour LIMIT ?2)"},
    Text{Statement::trim_facts,
         "DELETE FROM facts WHERE (org, kind, subject) IN "
         "(SELECT org, kind, subject FROM facts WHERE last < ?1 ORDER BY last LIMIT ?2)"},
    Text{Statement::trim_bodies,
         "DELETE FROM bodies WHERE rowid IN "
         "(SELECT rowid FROM bodies WHERE time < ?1 ORDER BY time LIMIT ?2)"},
    Text{Statement::organisations_with_bodies,
         "WITH RECURSIVE orgs(org) AS (SELECT (SELECT min(org) FROM bodies) UNION ALL "
         "SELECT (SELECT min(org) FROM bodies WHERE org > orgs.org) FROM orgs "
         "WHERE orgs.org IS NOT NULL) SELECT org FROM orgs WHERE org IS NOT NULL"},
    Text{Statement::purge_bodies,
         "DELETE FROM bodies WHERE rowid IN (SELECT rowid FROM bodies WHERE org = ?1 LIMIT ?2)"},
    Text{Statement::purge_entries,
         "DELETE FROM entries WHERE rowid IN "
         "(SELECT rowid FROM entries WHERE org = ?1 LIMIT ?2)"},
    Text{Statement::purge_hours,
         "DELETE FROM hours WHERE (org, hour) IN "
         "(SELECT org, hour FROM hours WHERE org = ?1 LIMIT ?2)"},
    Text{Statement::purge_facts, "DELETE FROM facts WHERE org = ?1"},
    Text{Statement::purge_activity, "DELETE FROM activity WHERE org = ?1"},
};
static_assert(texts.size() == statement_count);

constexpr bool is_in_order() {
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (static_cast<std::size_t>(texts[i].statement) != i) {
      return false;
    }
  }
  return true;
}
static_assert(is_in_order());

}  // namespace

std::string_view text_of(Statement statement) {
  return texts[static_cast<std::size_t>(statement)].sql;
}

LogDatabase::~LogDatabase() {
  std::ranges::for_each(statements_, sqlite3_finalize);
}

sqlite3_stmt* LogDatabase::prepared(Statement statement) {
  sqlite3_stmt*& known = statements_[static_cast<std::size_t>(statement)];
  if (known == nullptr) {
    known = database_.prepare(text_of(statement));
  }
  return known;
}

}  // namespace provost::log::sqlite
