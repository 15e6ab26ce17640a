#include "log/sqlite/sqlite_reader.h"

#include <algorithm>
#include <limits>

#include "base/text.h"
#include "log/sqlite/rows.h"

namespace provost::log::sqlite {
namespace {

constexpr int cache_kib = 2 * 1024;
// How many entries one page may examine, so that a search without results ends.
constexpr std::size_t looked_at_max = 10'000;

// A query's conditions on an entry other than its time.
class Test {
 public:
  explicit Test(const Query& query) : query_(query), part_(fold(query.search)) {}

  bool holds(const Entry& entry) const {
    if (query_.status && (entry.status < query_.status->from || entry.status > query_.status->to)) {
      return false;
    }
    if (!query_.method.empty() && !iequals(entry.method, query_.method)) {
      return false;
    }
    if (!query_.request_id.empty() && entry.request_id != query_.request_id) {
      return false;
    }
    if (!query_.token_id.empty() && entry.token_id != query_.token_id) {
      return false;
    }
    if (query_.cause != Cause::none && !has_cause(entry)) {
      return false;
    }
    return part_.empty() || names_part(entry);
  }

  bool is_in_time(const Entry& entry) const {
    return (!query_.since || entry.time >= *query_.since) &&
           (!query_.until || entry.time < *query_.until);
  }

 private:
  bool has_cause(const Entry& entry) const {
    return entry.cause == query_.cause ||
           std::ranges::find(entry.remarks, query_.cause, &Remark::cause) != entry.remarks.end();
  }

  bool names_part(const Entry& entry) const {
    for (const std::string* text : {&entry.subject.name, &entry.subject.id, &entry.target,
                                    &entry.detail, &entry.request_id, &entry.address}) {
      if (fold(*text).find(part_) != std::string::npos) {
        return true;
      }
    }
    return false;
  }

  const Query& query_;
  const std::string part_;
};

Uuid beginning(const Query& query) {
  return query.since ? first_uuid_v7(query.since->ms) : Uuid{};
}

Uuid end(const Query& query) {
  Uuid end =
      first_uuid_v7(query.until ? query.until->ms : std::numeric_limits<std::int64_t>::max());
  return query.before && *query.before < end ? *query.before : end;
}

// From one id on and before another, which must outlive the run.
Run entries_of(LogDatabase& database, OrgKey org, const Uuid& from, const Uuid& to,
               const Query& query) {
  if (!query.request_id.empty()) {
    return database.run(Statement::page_of_request, org, from, to, query.request_id);
  }
  const bool wants_failures =
      (query.status && query.status->from >= 400) || is_failure(query.cause);
  return database.run(wants_failures ? Statement::page_of_failures : Statement::page, org, from,
                      to);
}

}  // namespace

SqliteReader::SqliteReader(const std::filesystem::path& path)
    : database_(path, {.cache_kib = cache_kib, .read_only = true}) {}

Page SqliteReader::page(OrgKey org, const Query& query) {
  const Test test(query);
  const Uuid from = beginning(query);
  const Uuid to = end(query);
  Run run = entries_of(database_, org, from, to, query);
  Page page;
  std::size_t looked_at = 0;
  Uuid last;
  while (run.next()) {
    if (page.items.size() == query.limit || looked_at == looked_at_max) {
      page.next = last;
      break;
    }
    Entry entry = take_entry(run);
    last = entry.id;
    ++looked_at;
    if (test.holds(entry)) {
      page.items.push_back(std::move(entry));
    }
  }
  return page;
}

std::optional<Entry> SqliteReader::find(OrgKey org, const Uuid& id) {
  Run run = database_.run(Statement::find, org, id);
  if (!run.next()) {
    return std::nullopt;
  }
  Entry entry = take_entry(run);
  Run bodies = database_.run(Statement::find_bodies, org, id);
  if (bodies.next()) {
    entry.bodies = {bodies.string(0), bodies.string(1)};
  }
  return entry;
}

Tail SqliteReader::tail(OrgKey org, const Query& query, std::int64_t place) {
  const Test test(query);
  Tail tail{.items = {}, .place = place};
  std::size_t looked_at = 0;
  Run run = database_.run(Statement::tail, org, place);
  while (run.next()) {
    if (tail.items.size() == query.limit || looked_at == looked_at_max) {
      tail.has_more = true;
      break;
    }
    Entry entry = take_entry(run);
    tail.place = run.integer(22);
    ++looked_at;
    if (test.holds(entry) && test.is_in_time(entry)) {
      tail.items.push_back(std::move(entry));
    }
  }
  return tail;
}

std::optional<std::int64_t> SqliteReader::place_of(OrgKey org, const Uuid& id) {
  Run run = database_.run(Statement::place_of, org, id);
  return run.next() ? std::optional(run.integer(0)) : std::nullopt;
}

std::int64_t SqliteReader::last_place(OrgKey org) {
  Run run = database_.run(Statement::last_place, org);
  return run.next() ? run.integer(0) : 0;
}

std::vector<Hour> SqliteReader::hours(OrgKey org, Timestamp since) {
  std::vector<Hour> hours;
  Run run = database_.run(Statement::hours, org, since);
  while (run.next()) {
    hours.push_back({.begin = run.time(0),
                     .requests = run.integer(1),
                     .failures = run.integer(2),
                     .refusals = run.integer(3)});
  }
  return hours;
}

Activity SqliteReader::activity(OrgKey org) {
  return load_activity(database_, org);
}

std::vector<Fact> SqliteReader::facts(OrgKey org, Timestamp since) {
  std::vector<Fact> facts;
  Run run = database_.run(Statement::facts, org, since);
  while (run.next()) {
    facts.push_back({.kind = static_cast<FactKind>(run.integer(0)),
                     .subject = run.string(1),
                     .name = run.string(2),
                     .since = run.time(3),
                     .last = run.time(4),
                     .count = run.integer(5),
                     .cause = cause_with_id(run.text(6)),
                     .detail = run.string(7)});
  }
  return facts;
}

Activity load_activity(LogDatabase& database, OrgKey org) {
  Run run = database.run(Statement::load_activity, org);
  if (!run.next()) {
    return {};
  }
  return {.first = run.optional_time(0),
          .last = run.optional_time(1),
          .last_write = run.optional_time(2),
          .first_probe = run.optional_time(3),
          .first_user = run.optional_time(4),
          .last_user = run.optional_time(6),
          .last_success = run.optional_time(7),
          .last_trouble = run.optional_time(8),
          .trouble = cause_with_id(run.text(9)),
          .intervals_ms = read_intervals(run.text(5))};
}

}  // namespace provost::log::sqlite
