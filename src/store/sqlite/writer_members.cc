#include <algorithm>

#include "store/sqlite/writer.h"

namespace provost::store::sqlite {
namespace {

// Rows of a group that is emptied, read at a time.
constexpr std::int64_t members_per_step = 1000;

}  // namespace

MemberDelta SqliteWriter::change_members(const ResourceId& group,
                                         const scim::RelationChange& change) {
  MemberDelta delta;
  if (change.clear) {
    clear_members(group, change.add, delta);
  }
  remove_members(group, change.remove, delta);
  add_members(group, change.add, delta);
  const auto difference = static_cast<std::int64_t>(delta.added.size()) -
                          static_cast<std::int64_t>(delta.removed.size());
  if (difference != 0) {
    database_.execute(Query::add_to_member_count, org_, group, difference);
  }
  return delta;
}

// Members that come right back never went: neither a row nor the delta shows them.
void SqliteWriter::clear_members(const ResourceId& group, const std::vector<ResourceId>& kept,
                                 MemberDelta& delta) {
  std::vector<ResourceId> staying = kept;
  std::ranges::sort(staying);
  std::vector<ResourceId> step;
  ResourceId after;
  do {
    step.clear();
    {
      Run run(database_, Query::member_ids, org_, group, after, members_per_step);
      while (run.next()) {
        step.push_back(run.id(0));
      }
    }
    for (const ResourceId& id : step) {
      after = id;
      if (!std::ranges::binary_search(staying, id)) {
        database_.execute(Query::delete_member, org_, group, id);
        delta.removed.push_back(id);
      }
    }
  } while (!step.empty());
}

void SqliteWriter::remove_members(const ResourceId& group, const std::vector<ResourceId>& ids,
                                  MemberDelta& delta) {
  for (const ResourceId& id : ids) {
    if (database_.execute(Query::delete_member, org_, group, id) == 1) {
      delta.removed.push_back(id);
    }
  }
}

void SqliteWriter::add_members(const ResourceId& group, const std::vector<ResourceId>& ids,
                               MemberDelta& delta) {
  for (const ResourceId& id : ids) {
    const std::optional<TypeNumber> type = reads().type_of(id);
    if (!type) {
      delta.unknown.push_back(id);
    } else if (database_.execute(Query::insert_member, org_, group, id, *type) == 1) {
      delta.added.push_back(id);
    }
  }
}

std::vector<ResourceId> SqliteWriter::leave_groups(const ResourceId& member, Timestamp now) {
  std::vector<ResourceId> groups;
  {
    Run run(database_, Query::groups_with, org_, member);
    while (run.next()) {
      groups.push_back(run.id(0));
    }
  }
  for (const ResourceId& group : groups) {
    database_.execute(Query::touch_group_without_member, org_, group, now);
  }
  database_.execute(Query::delete_memberships, org_, member);
  return groups;
}

}  // namespace provost::store::sqlite
