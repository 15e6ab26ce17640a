#include "store/sqlite/access_writer.h"

#include "store/sqlite/access_reads.h"

namespace provost::store::sqlite {
namespace {

std::optional<ResourceId> present(const ResourceId& id) {
  return id.is_nil() ? std::nullopt : std::optional(id);
}

}  // namespace

void SqliteAccessWriter::save_mapping(const Mapping& mapping) {
  database_.execute(Query::save_mapping, org_, mapping.group, mapping.target, mapping.at,
                    mapping.by, mapping.cause);
}

void SqliteAccessWriter::remove_mapping(const ResourceId& group) {
  database_.execute(Query::delete_mapping, org_, group);
}

void SqliteAccessWriter::save_access(const ResourceId& user, const std::optional<AccessRow>& before,
                                     const AccessRow& row) {
  const std::optional<ResourceId> group = present(row.access.group);
  const Query query = before ? Query::update_access : Query::insert_access;
  database_.execute(query, org_, user, row.access.source, number_of(row.access.target), group,
                    row.since);
  if (before) {
    count(before->access, -1);
  }
  count(row.access, 1);
}

void SqliteAccessWriter::remove_access(const ResourceId& user, const AccessRow& before) {
  database_.execute(Query::delete_access, org_, user);
  count(before.access, -1);
}

void SqliteAccessWriter::count(const access::Access& access, std::int64_t difference) {
  batch_.add_to_count(org_, count_number(access.source, access.target), difference, 0);
}

void SqliteAccessWriter::set_no_admin_since(std::optional<Timestamp> at) {
  database_.execute(Query::set_no_admin_since, org_, at);
}

void SqliteAccessWriter::save_direct_access(const DirectAccess& direct) {
  database_.execute(Query::save_direct_access, org_, direct.user, direct.target, direct.at,
                    direct.by);
}

void SqliteAccessWriter::remove_direct_access(const ResourceId& user) {
  database_.execute(Query::delete_direct_access, org_, user);
}

void SqliteAccessWriter::save_retained_access(const RetainedAccess& retained) {
  const std::optional<ResourceId> group = present(retained.group);
  database_.execute(Query::save_retained_access, org_, retained.user, group, retained.group_name,
                    retained.at, retained.cause);
}

void SqliteAccessWriter::remove_retained_access(const ResourceId& user) {
  database_.execute(Query::delete_retained_access, org_, user);
}

}  // namespace provost::store::sqlite
