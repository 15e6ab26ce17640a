#include "store/sqlite/long_work.h"

#include "store/sqlite/limit.h"

namespace provost::store::sqlite {
namespace {

LongWork take_work(const Run& run) {
  return {.kind = static_cast<WorkKind>(run.integer(0)),
          .subject = run.string(1),
          .after = run.id(2),
          .done = static_cast<std::size_t>(run.integer(3)),
          .total = static_cast<std::size_t>(run.integer(4)),
          .actor = run.string(5),
          .cause = run.string(6),
          .failures = static_cast<std::size_t>(run.integer(7)),
          .not_before = run.time(8),
          .fault = run.string(9)};
}

}  // namespace

std::optional<LongWork> LongWorkReads::find(WorkKind kind, std::string_view subject) {
  Run run(database_, Query::find_long_work, org_, kind, subject);
  if (!run.next()) {
    return std::nullopt;
  }
  budget_.spend();
  return take_work(run);
}

void SqliteLongWorkWriter::save(const LongWork& work) {
  database_.execute(Query::save_long_work, org_, work.kind, work.subject, work.after,
                    static_cast<std::int64_t>(work.done), static_cast<std::int64_t>(work.total),
                    work.actor, work.cause, static_cast<std::int64_t>(work.failures),
                    work.not_before, work.fault);
}

void SqliteLongWorkWriter::remove(WorkKind kind, std::string_view subject) {
  database_.execute(Query::delete_long_work, org_, kind, subject);
}

std::size_t SqliteLongWorkWriter::remove_leftovers(const ResourceId& group, std::size_t rows) {
  return static_cast<std::size_t>(
      database_.execute(Query::delete_members, org_, group, bounded(rows)));
}

std::vector<ResourceId> SqliteLongWorkWriter::adopt_leftovers(const ResourceId& group) {
  std::vector<ResourceId> members;
  {
    const ResourceId first;
    Run run(database_, Query::member_ids, org_, group, first, std::int64_t{-1});
    while (run.next()) {
      members.push_back(run.id(0));
    }
  }
  database_.execute(Query::add_to_member_count, org_, group,
                    static_cast<std::int64_t>(members.size()));
  return members;
}

std::optional<DueWork> due_work(Database& database, OrgKey after, Timestamp now,
                                std::int64_t rest_s_max) {
  Run run(database, Query::due_long_work, after, now, now.plus_s(rest_s_max));
  if (!run.next()) {
    return std::nullopt;
  }
  return DueWork{OrgKey{run.integer(10)}, OrgId(run.string(11)), take_work(run)};
}

}  // namespace provost::store::sqlite
