#include <algorithm>

#include "store/sqlite/writer.h"

namespace provost::store::sqlite {
namespace {

// Rows read at a time when a group is emptied.
constexpr std::int64_t members_per_step = 1000;
// Rows of a deleted group.
constexpr std::size_t members_removed_at_once = 2000;
// From this many on, rows are written in their order in the table.
constexpr std::size_t sorted_from = 1000;

std::vector<ResourceId> in_order(std::vector<ResourceId> ids) {
  if (ids.size() >= sorted_from) {
    std::ranges::sort(ids);
  }
  return ids;
}

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

// Members that come right back never left: neither a row nor the delta shows them.
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
  for (const ResourceId& id : in_order(ids)) {
    if (database_.execute(Query::delete_member, org_, group, id) == 1) {
      delta.removed.push_back(id);
    }
  }
}

void SqliteWriter::add_members(const ResourceId& group, const std::vector<ResourceId>& ids,
                               MemberDelta& delta) {
  for (const ResourceId& id : in_order(ids)) {
    if (add_member(group, id)) {
      delta.added.push_back(id);
    } else if (!reads().is_member(group, id)) {
      delta.unknown.push_back(id);
    }
  }
}

// A group that contains itself (standards.md GRP-4) is not among the groups that its removal
// touches. Nobody sees the rows of a removed group, so those of a large one can be deleted slice by
// slice: its removal delays nobody longer than that of a small one.
void SqliteWriter::remove_members_of(TypeNumber type, const ResourceId& group) {
  if (type != scim::schema::group_type) {
    return;
  }
  const std::size_t members = reads().member_count(group);
  long_work_changes_.remove_leftovers(group, members_removed_at_once);
  if (members > members_removed_at_once) {
    database_.execute(Query::delete_member, org_, group, group);
    long_work_changes_.save({.kind = WorkKind::leftovers,
                             .subject = group.to_string(),
                             .done = members_removed_at_once,
                             .total = members,
                             .actor = "server"});
  }
}

// One statement finds the member and writes the row. Most members are users.
bool SqliteWriter::add_member(const ResourceId& group, const ResourceId& id) {
  return std::ranges::any_of(known_types, [&](TypeNumber type) {
    return database_.execute(Query::insert_member, org_, group, id, type) == 1;
  });
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
