#pragma once

#include <array>

#include "store/sqlite/query_text.h"

namespace provost::store::sqlite {

// What transactions, resources, their keys and their members take: in the order of Query.
// An outer join and CROSS JOIN also pin the order in which SQLite nests the tables, and a `+`
// before a column keeps its index out of the plan. Type 2 is scim::schema::group_type: only groups
// hold members.
inline constexpr std::array resource_texts{
    QueryText{Query::begin, "BEGIN"},
    QueryText{Query::begin_write, "BEGIN IMMEDIATE"},
    QueryText{Query::commit, "COMMIT"},
    QueryText{Query::rollback, "ROLLBACK"},
    QueryText{Query::savepoint, "SAVEPOINT unit"},
    QueryText{Query::release_savepoint, "RELEASE unit"},
    QueryText{Query::rollback_to_savepoint, "ROLLBACK TO unit"},

    QueryText{Query::load,
              "SELECT created, modified, version, document FROM resources "
              "WHERE org = ?1 AND type = ?2 AND id = ?3"},
    QueryText{Query::has_resource,
              "SELECT 1 FROM resources WHERE org = ?1 AND type = ?2 AND id = ?3"},
    QueryText{Query::has_beyond,
              "SELECT 1 FROM resources WHERE org = ?1 AND type = ?2 AND id > ?3 LIMIT 1"},
    QueryText{Query::find_unique,
              "SELECT id FROM unique_keys WHERE org = ?1 AND type = ?2 AND idx = ?3 AND key = ?4"},
    QueryText{Query::find_indexed,
              "SELECT id FROM index_keys WHERE org = ?1 AND type = ?2 AND idx = ?3 AND key = ?4 "
              "ORDER BY id LIMIT ?5"},
    QueryText{Query::find_indexed_after,
              "SELECT id FROM index_keys WHERE org = ?1 AND type = ?2 AND idx = ?3 AND key = ?4 "
              "AND id > ?5 ORDER BY id LIMIT ?6"},
    QueryText{Query::count_indexed,
              "SELECT count(*) FROM index_keys "
              "WHERE org = ?1 AND type = ?2 AND idx = ?3 AND key = ?4"},
    QueryText{Query::index_after,
              "SELECT idx FROM index_keys WHERE org = ?1 AND type = ?2 AND idx > ?3 "
              "ORDER BY idx LIMIT 1"},
    QueryText{Query::unique_index_after,
              "SELECT idx FROM unique_keys WHERE org = ?1 AND type = ?2 AND idx > ?3 "
              "ORDER BY idx LIMIT 1"},
    QueryText{Query::walk,
              "SELECT id, created, modified, version, document FROM resources "
              "WHERE org = ?1 AND type = ?2 AND id > ?3 ORDER BY id LIMIT ?4 OFFSET ?5"},
    QueryText{Query::walk_back,
              "SELECT id, created, modified, version, document FROM resources "
              "WHERE org = ?1 AND type = ?2 AND id < ?3 ORDER BY id DESC LIMIT ?4 OFFSET ?5"},
    QueryText{Query::ids_between,
              "SELECT id FROM resources WHERE org = ?1 AND type = ?2 AND id > ?3 AND id < ?4 "
              "ORDER BY id LIMIT ?5"},
    QueryText{Query::unique_range,
              "SELECT id FROM unique_keys WHERE org = ?1 AND type = ?2 AND idx = ?3 AND key >= ?4 "
              "AND key < ?5 ORDER BY key LIMIT ?6 OFFSET ?7"},
    QueryText{Query::unique_range_back,
              "SELECT id FROM unique_keys WHERE org = ?1 AND type = ?2 AND idx = ?3 AND key >= ?4 "
              "AND key < ?5 ORDER BY key DESC LIMIT ?6 OFFSET ?7"},
    QueryText{Query::indexed_range,
              "SELECT id FROM index_keys WHERE org = ?1 AND type = ?2 AND idx = ?3 AND key >= ?4 "
              "AND key < ?5 ORDER BY key LIMIT ?6 OFFSET ?7"},
    QueryText{Query::modified_range,
              "SELECT id FROM resources WHERE org = ?1 AND type = ?2 AND (modified, id) > (?3, ?4) "
              "AND (modified, id) < (?5, ?6) ORDER BY modified, id LIMIT ?7 OFFSET ?8"},
    QueryText{Query::modified_range_back,
              "SELECT id FROM resources WHERE org = ?1 AND type = ?2 AND (modified, id) > (?3, ?4) "
              "AND (modified, id) < (?5, ?6) ORDER BY modified DESC, id DESC LIMIT ?7 OFFSET ?8"},
    QueryText{Query::count, "SELECT n FROM counts WHERE org = ?1 AND type = ?2"},
    QueryText{Query::shifts, "SELECT shifts FROM counts WHERE org = ?1 AND type = ?2"},
    QueryText{Query::is_member,
              "SELECT 1 FROM members WHERE org = ?1 AND group_id = ?2 AND member_id = ?3 AND "
              "EXISTS(SELECT 1 FROM resources WHERE org = ?1 AND type = 2 AND id = ?2)"},
    QueryText{Query::members,
              "SELECT m.member_id, m.member_type, r.name FROM members m LEFT JOIN resources r "
              "ON r.org = m.org AND r.type = m.member_type AND r.id = m.member_id "
              "WHERE m.org = ?1 AND m.group_id = ?2 AND m.member_id > ?3 AND "
              "EXISTS(SELECT 1 FROM resources WHERE org = ?1 AND type = 2 AND id = ?2) "
              "ORDER BY m.member_id LIMIT ?4"},
    QueryText{Query::member_count,
              "SELECT member_count FROM resources WHERE org = ?1 AND type = 2 AND id = ?2"},
    QueryText{
        Query::groups_of,
        "SELECT m.group_id, r.name FROM members m CROSS JOIN resources r "
        "ON r.org = m.org AND r.type = 2 AND r.id = m.group_id "
        "WHERE m.org = ?1 AND m.member_id = ?2 AND m.group_id > ?3 ORDER BY m.group_id LIMIT ?4"},

    QueryText{
        Query::insert_resource,
        "INSERT INTO resources(org, type, id, name, created, modified, version, member_count, "
        "document) VALUES(?1, ?2, ?3, ?4, ?5, ?5, 1, 0, ?6)"},
    QueryText{Query::update_resource,
              "UPDATE resources SET name = ?4, modified = max(?5, modified + 1), "
              "version = version + 1, document = ?6 "
              "WHERE org = ?1 AND type = ?2 AND id = ?3"},
    QueryText{Query::touch_resource,
              "UPDATE resources SET modified = max(?4, modified + 1), version = version + 1 "
              "WHERE org = ?1 AND type = ?2 AND id = ?3"},
    QueryText{Query::delete_resource,
              "DELETE FROM resources WHERE org = ?1 AND type = ?2 AND id = ?3"},
    QueryText{Query::insert_unique,
              "INSERT INTO unique_keys(org, type, idx, key, id) VALUES(?1, ?2, ?3, ?4, ?5) "
              "ON CONFLICT DO NOTHING"},
    QueryText{Query::delete_unique,
              "DELETE FROM unique_keys WHERE org = ?1 AND type = ?2 AND idx = ?3 AND key = ?4 "
              "AND id = ?5"},
    QueryText{Query::insert_indexed,
              "INSERT INTO index_keys(org, type, idx, key, id) VALUES(?1, ?2, ?3, ?4, ?5) "
              "ON CONFLICT DO NOTHING"},
    QueryText{Query::delete_indexed,
              "DELETE FROM index_keys WHERE org = ?1 AND type = ?2 AND idx = ?3 AND key = ?4 "
              "AND id = ?5"},
    QueryText{Query::add_to_count,
              "INSERT INTO counts(org, type, n, shifts) VALUES(?1, ?2, ?3, ?4) "
              "ON CONFLICT DO UPDATE SET n = n + excluded.n, shifts = shifts + excluded.shifts"},

    QueryText{Query::insert_member,
              "INSERT INTO members(org, group_id, member_id, member_type) SELECT org, ?2, id, type "
              "FROM resources WHERE org = ?1 AND type = ?4 AND id = ?3 ON CONFLICT DO NOTHING"},
    QueryText{Query::delete_member,
              "DELETE FROM members WHERE org = ?1 AND group_id = ?2 AND member_id = ?3"},
    QueryText{
        Query::delete_members,
        "DELETE FROM members INDEXED BY members_by_member WHERE org = ?1 AND group_id = ?2 AND "
        "member_id IN "
        "(SELECT member_id FROM members WHERE org = ?1 AND group_id = ?2 ORDER BY member_id LIMIT "
        "?3)"},
    QueryText{Query::member_ids,
              "SELECT member_id FROM members WHERE org = ?1 AND group_id = ?2 AND member_id > ?3 "
              "ORDER BY member_id LIMIT ?4"},
    QueryText{Query::groups_with,
              "SELECT m.group_id FROM members m CROSS JOIN resources r "
              "ON r.org = m.org AND r.type = 2 AND r.id = m.group_id "
              "WHERE m.org = ?1 AND m.member_id = ?2 ORDER BY m.group_id"},
    QueryText{Query::delete_memberships, "DELETE FROM members WHERE org = ?1 AND member_id = ?2"},
    QueryText{Query::add_to_member_count,
              "UPDATE resources SET member_count = member_count + ?3 "
              "WHERE org = ?1 AND type = 2 AND id = ?2"},
    QueryText{
        Query::touch_group_without_member,
        "UPDATE resources SET member_count = member_count - 1, modified = max(?3, modified + 1), "
        "version = version + 1 WHERE org = ?1 AND type = 2 AND id = ?2"},
};

}  // namespace provost::store::sqlite
