#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace provost::store::sqlite {

// Every statement that the store runs more than once, by name. Each is written for one index; a
// test holds their plans to that.
enum class Query : std::uint8_t {
  begin,
  begin_write,
  commit,
  rollback,
  savepoint,
  release_savepoint,
  rollback_to_savepoint,

  load,
  has_resource,
  has_beyond,
  find_unique,
  find_indexed,
  find_indexed_after,
  count_indexed,
  walk,
  walk_back,
  ids_between,
  unique_range,
  unique_range_back,
  indexed_range,
  modified_range,
  modified_range_back,
  count,
  shifts,
  is_member,
  members,
  member_count,
  groups_of,

  insert_resource,
  update_resource,
  touch_resource,
  delete_resource,
  insert_unique,
  delete_unique,
  insert_indexed,
  delete_indexed,
  add_to_count,

  insert_member,
  delete_member,
  delete_members,
  member_ids,
  groups_with,
  delete_memberships,
  add_to_member_count,
  touch_group_without_member,

  parent_groups,
  groups_in,
  mapping,
  mappings,
  save_mapping,
  delete_mapping,
  access,
  people_in,
  people_with,
  people_by_default,
  insert_access,
  update_access,
  delete_access,
  default_access,
  no_admin_since,
  set_no_admin_since,
  direct_access,
  direct_accesses,
  save_direct_access,
  delete_direct_access,
  retained_access,
  retained_accesses,
  save_retained_access,
  delete_retained_access,

  tokens,
  find_token,
  insert_token,
  expire_other_tokens,
  expire_token,
  mark_token_used,

  journal,
  journal_back,
  journal_about,
  journal_first,
  journal_head,
  journal_time,
  insert_journal,
  insert_journal_values,
  journal_chain,

  find_org,
  list_orgs,
  org_is_live,
  create_org,
  save_settings,
  remove_org,
  delete_tokens,
  settings_generation,
  bump_settings_generation,
  cursor_keys,
  add_cursor_key,
  drop_old_cursor_keys,

  schemas,
  save_schema,
  delete_schema,
  schemas_revision,
  bump_schemas_revision,
  first_schema_change,

  operator_keys,
  find_operator_key,
  insert_operator_key,
  delete_operator_key,

  first_removed_org,
  purge_resources,
  purge_unique_keys,
  purge_index_keys,
  purge_members,
  purge_mappings,
  purge_access,
  purge_direct_access,
  purge_retained_access,
  purge_journal_values,
  purge_journal,
  purge_counts,
  purge_schemas,
  delete_org,

  how_many
};

inline constexpr std::size_t query_count = static_cast<std::size_t>(Query::how_many);

std::string_view text_of(Query query);

}  // namespace provost::store::sqlite
