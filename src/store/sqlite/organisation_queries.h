#pragma once

#include <array>

#include "store/sqlite/query_text.h"

namespace provost::store::sqlite {

// What organisations, their schemas, long work and the installation's own rows take: in the order
// of Query.
inline constexpr std::array organisation_texts{
    QueryText{Query::find_org,
              "SELECT key, id, name, profile, scim_enabled, reject_extra, strict, created, "
              "schemas_revision, default_access, allowed_networks, suspended, log_bodies, "
              "provider, users_only FROM orgs WHERE id = ?1 AND removed = 0"},
    QueryText{Query::list_orgs,
              "SELECT key, id, name, profile, scim_enabled, reject_extra, strict, created, "
              "schemas_revision, default_access, allowed_networks, suspended, log_bodies, "
              "provider, users_only FROM orgs WHERE removed = 0 AND id > ?1 "
              "ORDER BY id LIMIT ?2"},
    // AUTOINCREMENT keeps it, so that no key is given twice.
    QueryText{Query::newest_org,
              "SELECT seq FROM sqlite_sequence WHERE rowid > 0 AND name = 'orgs'"},
    QueryText{Query::org_counts, "SELECT type, n FROM counts WHERE org = ?1"},
    QueryText{Query::count_orgs, "SELECT count(*) FROM orgs WHERE removed = 0"},
    QueryText{Query::sum_counts,
              "SELECT c.type, c.n FROM orgs o CROSS JOIN counts c ON c.org = o.key "
              "WHERE o.removed = 0"},
    QueryText{Query::org_settings,
              "SELECT key, id, name, profile, scim_enabled, reject_extra, strict, created, "
              "schemas_revision, default_access, allowed_networks, suspended, log_bodies, "
              "provider, users_only FROM orgs "
              "WHERE key = ?1 AND removed = 0"},
    QueryText{Query::org_is_live, "SELECT 1 FROM orgs WHERE key = ?1 AND removed = 0"},
    QueryText{
        Query::create_org,
        "INSERT INTO orgs(id, name, profile, scim_enabled, reject_extra, strict, default_access, "
        "created, allowed_networks, suspended, log_bodies, provider, users_only) "
        "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) "
        "ON CONFLICT DO NOTHING"},
    QueryText{Query::save_settings,
              "UPDATE orgs SET name = ?2, profile = ?3, scim_enabled = ?4, reject_extra = ?5, "
              "strict = ?6, default_access = ?7, allowed_networks = ?8, suspended = ?9, "
              "log_bodies = ?10, provider = ?11, users_only = ?12, "
              "schemas_revision = schemas_revision + (profile <> ?3) WHERE key = ?1"},
    QueryText{Query::remove_org, "UPDATE orgs SET removed = 1 WHERE key = ?1"},
    QueryText{Query::org_is_removed, "SELECT 1 FROM orgs WHERE key = ?1 AND removed = 1"},
    QueryText{Query::delete_org_work, "DELETE FROM long_work WHERE org = ?1"},
    QueryText{Query::delete_tokens, "DELETE FROM tokens WHERE org = ?1"},
    QueryText{Query::settings_generation,
              "SELECT generation FROM settings_generation WHERE one = 1"},
    QueryText{Query::bump_settings_generation,
              "UPDATE settings_generation SET generation = generation + 1 WHERE one = 1"},

    QueryText{Query::cursor_keys,
              "SELECT generation, key, created FROM cursor_keys WHERE generation > 0 "
              "ORDER BY generation DESC"},
    QueryText{Query::add_cursor_key, "INSERT INTO cursor_keys(key, created) VALUES(?1, ?2)"},
    QueryText{Query::drop_old_cursor_keys,
              "DELETE FROM cursor_keys WHERE generation < "
              "(SELECT max(generation) FROM cursor_keys) - 1"},

    QueryText{Query::branding,
              "SELECT product_name, accent, support, frame_ancestors, logo_type, logo_digest, "
              "length(logo) FROM branding WHERE one = 1"},
    QueryText{Query::branding_logo, "SELECT logo FROM branding WHERE one = 1"},
    QueryText{Query::save_branding,
              "UPDATE branding SET product_name = ?1, accent = ?2, support = ?3, "
              "frame_ancestors = ?4 WHERE one = 1"},
    QueryText{Query::save_branding_logo,
              "UPDATE branding SET logo_type = ?1, logo_digest = ?2, logo = ?3 WHERE one = 1"},

    QueryText{Query::schemas,
              "SELECT urn, type, required, presence, definition, next FROM org_schemas "
              "WHERE org = ?1 ORDER BY urn"},
    QueryText{Query::save_schema,
              "INSERT INTO org_schemas(org, urn, type, required, presence, definition, next) "
              "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7) "
              "ON CONFLICT DO UPDATE SET type = excluded.type, required = excluded.required, "
              "presence = excluded.presence, definition = excluded.definition, "
              "next = excluded.next"},
    QueryText{Query::delete_schema, "DELETE FROM org_schemas WHERE org = ?1 AND urn = ?2"},
    QueryText{Query::schemas_revision, "SELECT schemas_revision FROM orgs WHERE key = ?1"},
    QueryText{Query::bump_schemas_revision,
              "UPDATE orgs SET schemas_revision = schemas_revision + 1 WHERE key = ?1"},

    QueryText{Query::find_long_work,
              "SELECT kind, subject, after, done, total, actor, cause, failures, not_before, fault "
              "FROM long_work WHERE org = ?1 AND kind = ?2 AND subject = ?3"},
    QueryText{
        Query::save_long_work,
        "INSERT OR REPLACE INTO long_work(org, kind, subject, after, done, total, actor, cause, "
        "failures, not_before, fault) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"},
    QueryText{Query::delete_long_work,
              "DELETE FROM long_work WHERE org = ?1 AND kind = ?2 AND subject = ?3"},
    QueryText{
        Query::due_long_work,
        "SELECT w.kind, w.subject, w.after, w.done, w.total, w.actor, w.cause, w.failures, "
        "w.not_before, w.fault, w.org, (SELECT id FROM orgs WHERE key = w.org) FROM long_work w "
        "WHERE w.org > ?1 AND (w.not_before <= ?2 OR w.not_before > ?3) "
        "ORDER BY w.org, w.kind, w.subject LIMIT 1"},

    QueryText{Query::operator_keys,
              "SELECT id, name, lookup, hash, created, last_used, last_used_ip, last_used_agent "
              "FROM operator_keys ORDER BY lookup"},
    QueryText{Query::find_operator_key,
              "SELECT id, name, lookup, hash, created, last_used, last_used_ip, last_used_agent "
              "FROM operator_keys WHERE lookup = ?1"},
    QueryText{
        Query::insert_operator_key,
        "INSERT INTO operator_keys(id, name, lookup, hash, created) VALUES(?1, ?2, ?3, ?4, ?5)"},
    QueryText{Query::mark_operator_key_used,
              "UPDATE operator_keys SET last_used = ?2, last_used_ip = ?3, last_used_agent = ?4 "
              "WHERE id = ?1"},
    QueryText{Query::delete_operator_key, "DELETE FROM operator_keys WHERE id = ?1"},
};

}  // namespace provost::store::sqlite
