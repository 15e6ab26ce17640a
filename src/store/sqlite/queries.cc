#include "store/sqlite/queries.h"

#include <array>

#include "store/sqlite/operator_queries.h"
#include "store/sqlite/purge_queries.h"

namespace provost::store::sqlite {
namespace {

using Text = QueryText;

// In the order of Query. An outer join and CROSS JOIN also fix the order in which SQLite nests the
// tables, and a `+` before a column keeps its index out of the plan. Type 2 is
// scim::schema::group_type: only groups hold members.
constexpr std::array texts{
    Text{Query::begin, "BEGIN"},
    Text{Query::begin_write, "BEGIN IMMEDIATE"},
    Text{Query::commit, "COMMIT"},
    Text{Query::rollback, "ROLLBACK"},
    Text{Query::savepoint, "SAVEPOINT unit"},
    Text{Query::release_savepoint, "RELEASE unit"},
    Text{Query::rollback_to_savepoint, "ROLLBACK TO unit"},

    Text{Query::load,
         "SELECT created, modified, version, document FROM resources "
         "WHERE org = ?1 AND type = ?2 AND id = ?3"},
    Text{Query::has_resource, "SELECT 1 FROM resources WHERE org = ?1 AND type = ?2 AND id = ?3"},
    Text{Query::has_beyond,
         "SELECT 1 FROM resources WHERE org = ?1 AND type = ?2 AND id > ?3 LIMIT 1"},
    Text{Query::find_unique,
         "SELECT id FROM unique_keys WHERE org = ?1 AND type = ?2 AND idx = ?3 AND key = ?4"},
    Text{Query::find_indexed,
         "SELECT id FROM index_keys WHERE org = ?1 AND type = ?2 AND idx = ?3 AND key = ?4 "
         "ORDER BY id LIMIT ?5"},
    Text{Query::find_indexed_after,
         "SELECT id FROM index_keys WHERE org = ?1 AND type = ?2 AND idx = ?3 AND key = ?4 "
         "AND id > ?5 ORDER BY id LIMIT ?6"},
    Text{Query::count_indexed,
         "SELECT count(*) FROM index_keys "
         "WHERE org = ?1 AND type = ?2 AND idx = ?3 AND key = ?4"},
    Text{Query::index_after,
         "SELECT idx FROM index_keys WHERE org = ?1 AND type = ?2 AND idx > ?3 "
         "ORDER BY idx LIMIT 1"},
    Text{Query::unique_index_after,
         "SELECT idx FROM unique_keys WHERE org = ?1 AND type = ?2 AND idx > ?3 "
         "ORDER BY idx LIMIT 1"},
    Text{Query::walk,
         "SELECT id, created, modified, version, document FROM resources "
         "WHERE org = ?1 AND type = ?2 AND id > ?3 ORDER BY id LIMIT ?4 OFFSET ?5"},
    Text{Query::walk_back,
         "SELECT id, created, modified, version, document FROM resources "
         "WHERE org = ?1 AND type = ?2 AND id < ?3 ORDER BY id DESC LIMIT ?4 OFFSET ?5"},
    Text{Query::ids_between,
         "SELECT id FROM resources WHERE org = ?1 AND type = ?2 AND id > ?3 AND id < ?4 "
         "ORDER BY id LIMIT ?5"},
    Text{Query::unique_range,
         "SELECT id FROM unique_keys WHERE org = ?1 AND type = ?2 AND idx = ?3 AND key >= ?4 "
         "AND key < ?5 ORDER BY key LIMIT ?6 OFFSET ?7"},
    Text{Query::unique_range_back,
         "SELECT id FROM unique_keys WHERE org = ?1 AND type = ?2 AND idx = ?3 AND key >= ?4 "
         "AND key < ?5 ORDER BY key DESC LIMIT ?6 OFFSET ?7"},
    Text{Query::indexed_range,
         "SELECT id FROM index_keys WHERE org = ?1 AND type = ?2 AND idx = ?3 AND key >= ?4 "
         "AND key < ?5 ORDER BY key LIMIT ?6 OFFSET ?7"},
    Text{Query::modified_range,
         "SELECT id FROM resources WHERE org = ?1 AND type = ?2 AND (modified, id) > (?3, ?4) "
         "AND (modified, id) < (?5, ?6) ORDER BY modified, id LIMIT ?7 OFFSET ?8"},
    Text{Query::modified_range_back,
         "SELECT id FROM resources WHERE org = ?1 AND type = ?2 AND (modified, id) > (?3, ?4) "
         "AND (modified, id) < (?5, ?6) ORDER BY modified DESC, id DESC LIMIT ?7 OFFSET ?8"},
    Text{Query::count, "SELECT n FROM counts WHERE org = ?1 AND type = ?2"},
    Text{Query::shifts, "SELECT shifts FROM counts WHERE org = ?1 AND type = ?2"},
    Text{Query::is_member,
         "SELECT 1 FROM members WHERE org = ?1 AND group_id = ?2 AND member_id = ?3 AND "
         "EXISTS(SELECT 1 FROM resources WHERE org = ?1 AND type = 2 AND id = ?2)"},
    Text{Query::members,
         "SELECT m.member_id, m.member_type, r.name FROM members m LEFT JOIN resources r "
         "ON r.org = m.org AND r.type = m.member_type AND r.id = m.member_id "
         "WHERE m.org = ?1 AND m.group_id = ?2 AND m.member_id > ?3 AND "
         "EXISTS(SELECT 1 FROM resources WHERE org = ?1 AND type = 2 AND id = ?2) "
         "ORDER BY m.member_id LIMIT ?4"},
    Text{Query::member_count,
         "SELECT member_count FROM resources WHERE org = ?1 AND type = 2 AND id = ?2"},
    Text{Query::groups_of,
         "SELECT m.group_id, r.name FROM members m CROSS JOIN resources r "
         "ON r.org = m.org AND r.type = 2 AND r.id = m.group_id "
         "WHERE m.org = ?1 AND m.member_id = ?2 AND m.group_id > ?3 ORDER BY m.group_id LIMIT ?4"},

    Text{Query::insert_resource,
         "INSERT INTO resources(org, type, id, name, created, modified, version, member_count, "
         "document) VALUES(?1, ?2, ?3, ?4, ?5, ?5, 1, 0, ?6)"},
    Text{Query::update_resource,
         "UPDATE resources SET name = ?4, modified = max(?5, modified + 1), "
         "version = version + 1, document = ?6 "
         "WHERE org = ?1 AND type = ?2 AND id = ?3"},
    Text{Query::touch_resource,
         "UPDATE resources SET modified = max(?4, modified + 1), version = version + 1 "
         "WHERE org = ?1 AND type = ?2 AND id = ?3"},
    Text{Query::delete_resource, "DELETE FROM resources WHERE org = ?1 AND type = ?2 AND id = ?3"},
    Text{Query::insert_unique,
         "INSERT INTO unique_keys(org, type, idx, key, id) VALUES(?1, ?2, ?3, ?4, ?5) "
         "ON CONFLICT DO NOTHING"},
    Text{Query::delete_unique,
         "DELETE FROM unique_keys WHERE org = ?1 AND type = ?2 AND idx = ?3 AND key = ?4 "
         "AND id = ?5"},
    Text{Query::insert_indexed,
         "INSERT INTO index_keys(org, type, idx, key, id) VALUES(?1, ?2, ?3, ?4, ?5) "
         "ON CONFLICT DO NOTHING"},
    Text{Query::delete_indexed,
         "DELETE FROM index_keys WHERE org = ?1 AND type = ?2 AND idx = ?3 AND key = ?4 "
         "AND id = ?5"},
    Text{Query::add_to_count,
         "INSERT INTO counts(org, type, n, shifts) VALUES(?1, ?2, ?3, ?4) "
         "ON CONFLICT DO UPDATE SET n = n + excluded.n, shifts = shifts + excluded.shifts"},

    Text{Query::insert_member,
         "INSERT INTO members(org, group_id, member_id, member_type) SELECT org, ?2, id, type "
         "FROM resources WHERE org = ?1 AND type = ?4 AND id = ?3 ON CONFLICT DO NOTHING"},
    Text{Query::delete_member,
         "DELETE FROM members WHERE org = ?1 AND group_id = ?2 AND member_id = ?3"},
    Text{Query::delete_members,
         "DELETE FROM members INDEXED BY members_by_member WHERE org = ?1 AND group_id = ?2 AND "
         "member_id IN "
         "(SELECT member_id FROM members WHERE org = ?1 AND group_id = ?2 ORDER BY member_id LIMIT "
         "?3)"},
    Text{Query::member_ids,
         "SELECT member_id FROM members WHERE org = ?1 AND group_id = ?2 AND member_id > ?3 "
         "ORDER BY member_id LIMIT ?4"},
    Text{Query::groups_with,
         "SELECT m.group_id FROM members m CROSS JOIN resources r "
         "ON r.org = m.org AND r.type = 2 AND r.id = m.group_id "
         "WHERE m.org = ?1 AND m.member_id = ?2 ORDER BY m.group_id"},
    Text{Query::delete_memberships, "DELETE FROM members WHERE org = ?1 AND member_id = ?2"},
    Text{Query::add_to_member_count,
         "UPDATE resources SET member_count = member_count + ?3 "
         "WHERE org = ?1 AND type = 2 AND id = ?2"},
    Text{Query::touch_group_without_member,
         "UPDATE resources SET member_count = member_count - 1, modified = max(?3, modified + 1), "
         "version = version + 1 WHERE org = ?1 AND type = 2 AND id = ?2"},

    Text{Query::parent_groups, "SELECT group_id FROM members WHERE org = ?1 AND member_id = ?2"},
    Text{Query::groups_in,
         "SELECT member_id FROM members INDEXED BY members_groups "
         "WHERE org = ?1 AND group_id = ?2 AND member_type = 2"},
    Text{Query::mapping,
         "SELECT group_id, target, at, by, cause FROM mappings WHERE org = ?1 AND group_id = ?2"},
    Text{Query::mappings,
         "SELECT group_id, target, at, by, cause FROM mappings "
         "WHERE org = ?1 AND group_id > ?2 ORDER BY group_id LIMIT ?3"},
    Text{Query::save_mapping,
         "INSERT INTO mappings(org, group_id, target, at, by, cause) "
         "VALUES(?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE SET target = excluded.target, "
         "at = excluded.at, by = excluded.by, cause = excluded.cause"},
    Text{Query::delete_mapping, "DELETE FROM mappings WHERE org = ?1 AND group_id = ?2"},
    Text{Query::access,
         "SELECT source, target, group_id, since FROM access WHERE org = ?1 AND user_id = ?2"},
    Text{Query::people_in,
         "SELECT a.source, a.target, a.group_id, a.since, m.member_id "
         "FROM members m CROSS JOIN access a ON a.org = m.org AND a.user_id = m.member_id "
         "WHERE m.org = ?1 AND m.group_id = ?2 AND m.member_id > ?3 "
         "ORDER BY m.member_id LIMIT ?4"},
    Text{Query::people_with,
         "SELECT user_id FROM access INDEXED BY access_by_kind "
         "WHERE org = ?1 AND source = ?2 AND target = ?3 AND user_id > ?4 AND source <> 1 "
         "ORDER BY user_id LIMIT ?5"},
    Text{Query::people_by_default,
         "SELECT user_id FROM access WHERE org = ?1 AND user_id > ?2 AND +source = 1 "
         "ORDER BY user_id LIMIT ?3"},
    Text{Query::insert_access,
         "INSERT INTO access(org, user_id, source, target, group_id, since) "
         "VALUES(?1, ?2, ?3, ?4, ?5, ?6)"},
    Text{Query::update_access,
         "UPDATE access SET source = ?3, target = ?4, group_id = ?5, since = ?6 "
         "WHERE org = ?1 AND user_id = ?2"},
    Text{Query::delete_access, "DELETE FROM access WHERE org = ?1 AND user_id = ?2"},
    Text{Query::default_access, "SELECT default_access FROM orgs WHERE key = ?1"},
    Text{Query::no_admin_since, "SELECT no_admin_since FROM orgs WHERE key = ?1"},
    Text{Query::set_no_admin_since, "UPDATE orgs SET no_admin_since = ?2 WHERE key = ?1"},
    Text{Query::direct_access,
         "SELECT user_id, target, at, by FROM direct_access WHERE org = ?1 AND user_id = ?2"},
    Text{Query::direct_accesses,
         "SELECT user_id, target, at, by FROM direct_access WHERE org = ?1 AND user_id > ?2 "
         "ORDER BY user_id LIMIT ?3"},
    Text{Query::save_direct_access,
         "INSERT INTO direct_access(org, user_id, target, at, by) VALUES(?1, ?2, ?3, ?4, ?5) "
         "ON CONFLICT DO UPDATE SET target = excluded.target, at = excluded.at, by = excluded.by"},
    Text{Query::delete_direct_access, "DELETE FROM direct_access WHERE org = ?1 AND user_id = ?2"},
    Text{Query::retained_access,
         "SELECT user_id, group_id, group_name, at, cause FROM retained_access "
         "WHERE org = ?1 AND user_id = ?2"},
    Text{Query::retained_accesses,
         "SELECT user_id, group_id, group_name, at, cause FROM retained_access WHERE org = ?1 "
         "ORDER BY user_id LIMIT ?2"},
    Text{Query::save_retained_access,
         "INSERT INTO retained_access(org, user_id, group_id, group_name, at, cause) "
         "VALUES(?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE SET group_id = excluded.group_id, "
         "group_name = excluded.group_name, at = excluded.at, cause = excluded.cause"},
    Text{Query::delete_retained_access,
         "DELETE FROM retained_access WHERE org = ?1 AND user_id = ?2"},

    Text{Query::tokens,
         "SELECT id, lookup, hash, created, expires, last_used, last_used_ip, last_used_agent, "
         "next_notice FROM tokens WHERE org = ?1"},
    Text{Query::find_token,
         "SELECT id, lookup, hash, created, expires, last_used, last_used_ip, last_used_agent, "
         "next_notice FROM tokens WHERE org = ?1 AND lookup = ?2"},
    Text{Query::due_notices,
         "SELECT t.id, t.lookup, t.hash, t.created, t.expires, t.last_used, t.last_used_ip, "
         "t.last_used_agent, t.next_notice, o.key, o.id "
         "FROM tokens t INDEXED BY tokens_by_notice CROSS JOIN orgs o ON o.key = t.org "
         "WHERE t.next_notice <= ?1 AND +o.removed = 0 ORDER BY t.next_notice LIMIT ?2"},
    Text{Query::insert_token,
         "INSERT INTO tokens(org, id, lookup, hash, created, expires, last_used, last_used_ip, "
         "last_used_agent, next_notice) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"},
    Text{Query::expire_other_tokens,
         "UPDATE tokens SET expires = ?3, next_notice = ?4 WHERE org = ?1 AND id <> ?2 "
         "AND (expires IS NULL OR expires > ?3)"},
    Text{Query::expire_token,
         "UPDATE tokens SET expires = min(?3, coalesce(expires, ?3)), next_notice = NULL "
         "WHERE org = ?1 AND id = ?2"},
    Text{Query::set_token_notice, "UPDATE tokens SET next_notice = ?3 WHERE org = ?1 AND id = ?2"},
    Text{Query::mark_token_used,
         "UPDATE tokens SET last_used = ?3, last_used_ip = ?4, last_used_agent = ?5 "
         "WHERE org = ?1 AND id = ?2"},

    Text{Query::credentials,
         "SELECT id, kind, user_id, name, lookup, hash, created, created_by, expires, last_used, "
         "last_used_ip, last_used_agent FROM credentials "
         "WHERE org = ?1 AND user_id = ?2 AND kind = ?3 AND id > ?4 ORDER BY id LIMIT ?5"},
    Text{Query::count_credentials,
         "SELECT count(*) FROM credentials WHERE org = ?1 AND user_id = ?2 AND kind = ?3"},
    Text{Query::find_credential,
         "SELECT c.id, c.kind, c.user_id, c.name, c.lookup, c.hash, c.created, c.created_by, "
         "c.expires, c.last_used, c.last_used_ip, c.last_used_agent, o.key, o.id, o.suspended "
         "FROM credentials c INDEXED BY credentials_by_lookup CROSS JOIN orgs o ON o.key = c.org "
         "WHERE c.lookup = ?1 AND +o.removed = 0"},
    Text{Query::insert_credential,
         "INSERT INTO credentials(org, lookup, id, kind, user_id, name, hash, created, created_by, "
         "expires) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"},
    Text{Query::delete_credential,
         "DELETE FROM credentials WHERE org = ?1 AND user_id = ?2 AND kind = ?3 AND id = ?4"},
    Text{Query::next_credential_holder,
         "SELECT user_id FROM credentials INDEXED BY credentials_by_member "
         "WHERE org = ?1 AND user_id >= ?2 ORDER BY user_id LIMIT 1"},
    Text{Query::delete_credentials, "DELETE FROM credentials WHERE org = ?1 AND user_id = ?2"},
    Text{Query::delete_credentials_of_kind,
         "DELETE FROM credentials WHERE org = ?1 AND user_id = ?2 AND kind = ?3"},
    Text{Query::delete_credentials_by_default,
         "DELETE FROM credentials WHERE org = ?1 AND kind = ?2 AND EXISTS (SELECT 1 FROM access a "
         "WHERE a.org = ?1 AND a.user_id = credentials.user_id AND +a.source = 1)"},
    Text{
        Query::delete_expired_credentials_by_default,
        "DELETE FROM credentials WHERE org = ?1 AND kind = ?2 AND expires <= ?3 AND EXISTS (SELECT "
        "1 FROM access a WHERE a.org = ?1 AND a.user_id = credentials.user_id AND +a.source = "
        "1)"},
    Text{Query::delete_expired_credentials,
         "DELETE FROM credentials INDEXED BY credentials_by_member WHERE org = ?1 AND user_id = ?2 "
         "AND kind = ?3 AND expires <= ?4"},
    Text{Query::mark_credential_used,
         "UPDATE credentials SET last_used = ?3, last_used_ip = ?4, last_used_agent = ?5 "
         "WHERE org = ?1 AND lookup = ?2"},

    Text{Query::setup_links,
         "SELECT id, lookup, hash, name, email, return_url, keep, created, created_by, "
         "expires, redeemed, redeemed_ip, redeemed_agent, session_lookup, session_hash, "
         "last_used, last_used_ip, last_used_agent, ended, ended_how "
         "FROM setup_links WHERE org = ?1 ORDER BY id"},
    Text{Query::find_setup_link_by_id,
         "SELECT id, lookup, hash, name, email, return_url, keep, created, created_by, "
         "expires, redeemed, redeemed_ip, redeemed_agent, session_lookup, session_hash, "
         "last_used, last_used_ip, last_used_agent, ended, ended_how "
         "FROM setup_links WHERE org = ?1 AND id = ?2"},
    Text{Query::find_setup_link,
         "SELECT s.id, s.lookup, s.hash, s.name, s.email, s.return_url, s.keep, s.created, "
         "s.created_by, s.expires, s.redeemed, s.redeemed_ip, s.redeemed_agent, "
         "s.session_lookup, s.session_hash, s.last_used, s.last_used_ip, s.last_used_agent, "
         "s.ended, s.ended_how, o.key, o.id, o.name, o.suspended "
         "FROM setup_links s INDEXED BY setup_links_by_lookup CROSS JOIN orgs o ON o.key = s.org "
         "WHERE s.lookup = ?1 AND +o.removed = 0"},
    Text{Query::find_contact,
         "SELECT s.id, s.lookup, s.hash, s.name, s.email, s.return_url, s.keep, s.created, "
         "s.created_by, s.expires, s.redeemed, s.redeemed_ip, s.redeemed_agent, "
         "s.session_lookup, s.session_hash, s.last_used, s.last_used_ip, s.last_used_agent, "
         "s.ended, s.ended_how, o.key, o.id, o.name, o.suspended "
         "FROM setup_links s INDEXED BY setup_links_by_session CROSS JOIN orgs o ON o.key = s.org "
         "WHERE s.session_lookup = ?1 AND +o.removed = 0"},
    Text{Query::insert_setup_link,
         "INSERT INTO setup_links(org, id, lookup, hash, name, email, return_url, keep, created, "
         "created_by, expires) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"},
    Text{Query::update_setup_link,
         "UPDATE setup_links SET name = ?3, email = ?4, return_url = ?5, keep = ?6, expires = ?7, "
         "redeemed = ?8, redeemed_ip = ?9, redeemed_agent = ?10, session_lookup = ?11, "
         "session_hash = ?12, ended = ?13, ended_how = ?14 WHERE org = ?1 AND id = ?2"},
    Text{Query::delete_setup_link, "DELETE FROM setup_links WHERE org = ?1 AND id = ?2"},
    Text{Query::mark_contact_used,
         "UPDATE setup_links INDEXED BY setup_links_by_session SET last_used = ?3, "
         "last_used_ip = ?4, last_used_agent = ?5 WHERE session_lookup = ?2 AND org = ?1"},

    Text{Query::find_kept_answer,
         "SELECT request, created, answer FROM kept_answers WHERE org = ?1 AND scope = ?2"},
    Text{Query::kept_answer_at,
         "SELECT 1 FROM kept_answers INDEXED BY kept_answers_by_age WHERE org = ?1 "
         "LIMIT 1 OFFSET ?2"},
    Text{Query::insert_kept_answer,
         "INSERT INTO kept_answers(org, scope, request, created, answer) "
         "VALUES(?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING"},
    Text{Query::set_kept_answer,
         "UPDATE kept_answers SET answer = ?3 WHERE org = ?1 AND scope = ?2"},
    Text{Query::delete_kept_answer,
         "DELETE FROM kept_answers WHERE org = ?1 AND scope = ?2 AND created < ?3"},
    Text{Query::delete_kept_answers,
         "DELETE FROM kept_answers WHERE rowid IN (SELECT rowid FROM kept_answers "
         "WHERE org = ?1 AND created < ?2 ORDER BY created LIMIT ?3)"},
    Text{Query::kept_answers_after,
         "SELECT scope, answer FROM kept_answers WHERE org = ?1 AND scope > ?2 "
         "ORDER BY scope LIMIT ?3"},
    Text{Query::erase_kept_answer,
         "UPDATE kept_answers SET answer = NULL WHERE org = ?1 AND scope = ?2"},
    Text{Query::has_answers_before,
         "SELECT 1 FROM kept_answers INDEXED BY kept_answers_by_time WHERE created < ?1 LIMIT 1"},
    Text{Query::delete_answers_before,
         "DELETE FROM kept_answers WHERE rowid IN (SELECT rowid FROM kept_answers INDEXED BY "
         "kept_answers_by_time WHERE created < ?1 ORDER BY created LIMIT ?2)"},

    Text{Query::sign_in_settings,
         "SELECT enabled, issuer, client_id, secret, secret_expires FROM sign_in WHERE org = ?1"},
    Text{Query::sealed_sign_ins,
         "SELECT s.org, o.id, s.secret FROM sign_in s LEFT JOIN orgs o ON o.key = s.org "
         "WHERE s.org > ?1 AND s.secret <> x'' AND ifnull(o.removed, 1) = 0 "
         "ORDER BY s.org LIMIT ?2"},
    Text{Query::save_sign_in,
         "INSERT INTO sign_in(org, enabled, issuer, client_id, secret, secret_expires) "
         "VALUES(?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT(org) DO UPDATE SET enabled = ?2, issuer = ?3, "
         "client_id = ?4, secret = ?5, secret_expires = ?6"},
    Text{Query::refusals,
         "SELECT reason, count(*), sum(count), min(since), max(last) FROM refused_sign_ins "
         "WHERE org = ?1 AND last >= ?2 GROUP BY reason ORDER BY reason"},
    Text{Query::refused_people,
         "SELECT reason, person, user_id, name, count, since, last FROM refused_sign_ins "
         "WHERE org = ?1 AND reason = ?2 AND last >= ?3 ORDER BY last DESC LIMIT ?4"},
    Text{Query::add_refusal,
         "INSERT INTO refused_sign_ins(org, reason, person, user_id, name, name_key, count, since, "
         "last) VALUES(?1, ?2, ?3, ?4, ?5, ?7, 1, ?6, ?6) ON CONFLICT(org, reason, person) DO "
         "UPDATE SET user_id = ?4, name = ?5, name_key = ?7, count = count + 1, last = ?6"},
    Text{Query::drop_old_refusals, "DELETE FROM refused_sign_ins WHERE org = ?1 AND last < ?2"},
    Text{Query::delete_refusals_of_person,
         "DELETE FROM refused_sign_ins WHERE org = ?1 AND person = ?2"},
    Text{Query::delete_refusals_of_user,
         "DELETE FROM refused_sign_ins WHERE org = ?1 AND (user_id = ?2 OR (name_key <> '' AND "
         "name_key = ?3))"},
    Text{Query::find_identity,
         "SELECT issuer, subject, user_id, since FROM identities "
         "WHERE org = ?1 AND issuer = ?2 AND subject = ?3"},
    Text{Query::identity_of,
         "SELECT issuer, subject, user_id, since FROM identities "
         "WHERE org = ?1 AND user_id = ?2 AND issuer = ?3"},
    Text{Query::insert_identity,
         "INSERT INTO identities(org, issuer, subject, user_id, since) "
         "VALUES(?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING"},
    Text{Query::delete_identities, "DELETE FROM identities WHERE org = ?1 AND user_id = ?2"},

    Text{Query::journal,
         "SELECT j.seq, j.time, j.type, j.subject_type, j.subject_id, j.actor, j.cause, j.data, "
         "v.body, o.origin, j.mac FROM journal j LEFT JOIN journal_values v "
         "ON v.org = j.org AND v.seq = j.seq LEFT JOIN journal_values o "
         "ON o.org = j.org AND o.seq = j.origin "
         "WHERE j.org = ?1 AND j.seq > ?2 ORDER BY j.seq LIMIT ?3"},
    Text{Query::journal_back,
         "SELECT j.seq, j.time, j.type, j.subject_type, j.subject_id, j.actor, j.cause, j.data, "
         "v.body, o.origin, j.mac FROM journal j LEFT JOIN journal_values v "
         "ON v.org = j.org AND v.seq = j.seq LEFT JOIN journal_values o "
         "ON o.org = j.org AND o.seq = j.origin "
         "WHERE j.org = ?1 AND j.seq > ?2 AND j.seq < ?3 AND j.type >= ?4 AND j.type < ?5 "
         "AND j.actor >= ?6 AND j.actor < ?7 ORDER BY j.seq DESC LIMIT ?8"},
    Text{Query::journal_about,
         "SELECT j.seq, j.time, j.type, j.subject_type, j.subject_id, j.actor, j.cause, j.data, "
         "v.body, o.origin, j.mac FROM journal j INDEXED BY journal_by_subject "
         "LEFT JOIN journal_values v ON v.org = j.org AND v.seq = j.seq LEFT JOIN journal_values o "
         "ON o.org = j.org AND o.seq = j.origin "
         "WHERE j.org = ?1 AND j.seq > ?2 AND j.seq < ?3 AND j.type >= ?4 AND j.type < ?5 "
         "AND j.actor >= ?6 AND j.actor < ?7 AND j.subject_id = ?9 ORDER BY j.seq DESC LIMIT ?8"},
    Text{Query::journal_about_from,
         "SELECT seq FROM journal INDEXED BY journal_by_subject "
         "WHERE org = ?1 AND subject_id = ?2 AND seq > ?3 AND seq < ?4 "
         "ORDER BY seq DESC LIMIT 1 OFFSET ?5"},
    Text{Query::journal_first, "SELECT seq FROM journal WHERE org = ?1 ORDER BY seq LIMIT 1"},
    Text{Query::journal_head,
         "SELECT seq, time, mac FROM journal WHERE org = ?1 ORDER BY seq DESC LIMIT 1"},
    Text{Query::journal_time, "SELECT time FROM journal WHERE org = ?1 AND seq = ?2"},
    Text{Query::insert_journal,
         "INSERT INTO journal(org, seq, time, type, subject_type, subject_id, actor, cause, data, "
         "values_digest, origin, origin_digest, mac) "
         "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"},
    Text{Query::insert_journal_values,
         "INSERT INTO journal_values(org, seq, salt, body, origin_salt, origin) "
         "VALUES(?1, ?2, ?3, ?4, ?5, ?6)"},
    Text{Query::erase_values,
         "UPDATE journal_values SET salt = x'', body = '' WHERE org = ?1 AND seq = ?2"},
    Text{Query::erase_origin,
         "UPDATE journal_values SET origin_salt = x'', origin = '' WHERE org = ?1 "
         "AND seq = (SELECT origin FROM journal WHERE org = ?1 AND seq = ?2)"},
    Text{Query::trim_journal, "DELETE FROM journal WHERE org = ?1 AND seq <= ?2"},
    Text{Query::trim_journal_values, "DELETE FROM journal_values WHERE org = ?1 AND seq <= ?2"},
    Text{Query::journal_anchor,
         "SELECT data FROM journal INDEXED BY journal_by_subject WHERE org = ?1 "
         "AND subject_id = 'journal' AND type = 'journal.trimmed' ORDER BY seq DESC LIMIT 1"},
    Text{Query::journal_chain,
         "SELECT j.seq, j.time, j.type, j.subject_type, j.subject_id, j.actor, j.cause, j.data, "
         "v.body, o.origin, j.mac, j.values_digest, v.salt, j.origin_digest, o.origin_salt FROM "
         "journal j LEFT JOIN journal_values v "
         "ON v.org = j.org AND v.seq = j.seq LEFT JOIN journal_values o "
         "ON o.org = j.org AND o.seq = j.origin "
         "WHERE j.org = ?1 ORDER BY j.seq"},
    Text{Query::journal_links,
         "SELECT j.seq, j.time, j.type, j.subject_type, j.subject_id, j.actor, j.cause, j.data, "
         "v.body, o.origin, j.mac, j.values_digest, v.salt, j.origin_digest, o.origin_salt FROM "
         "journal j LEFT JOIN journal_values v "
         "ON v.org = j.org AND v.seq = j.seq LEFT JOIN journal_values o "
         "ON o.org = j.org AND o.seq = j.origin "
         "WHERE j.org = ?1 AND j.seq >= ?2 ORDER BY j.seq"},
    Text{Query::next_journal_org, "SELECT org FROM journal WHERE org > ?1 ORDER BY org LIMIT 1"},
    Text{Query::journal_types,
         "SELECT type FROM journal WHERE org = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3"},

    Text{Query::last_unsealed,
         "SELECT last, time FROM unsealed WHERE org = ?1 ORDER BY first DESC LIMIT 1"},
    Text{Query::first_unsealed,
         "SELECT rowid, org, first, time, entries FROM unsealed WHERE org = ?1 "
         "ORDER BY first LIMIT 1"},
    Text{Query::next_unsealed_org,
         "SELECT org FROM unsealed INDEXED BY unsealed_by_number WHERE org > ?1 "
         "ORDER BY org LIMIT 1"},
    Text{Query::unsealed_of,
         "SELECT first, last, entries FROM unsealed WHERE org = ?1 ORDER BY first"},
    Text{Query::insert_unsealed,
         "INSERT INTO unsealed(org, first, last, time, entries) VALUES(?1, ?2, ?3, ?4, ?5)"},
    Text{Query::delete_unsealed, "DELETE FROM unsealed WHERE rowid = ?1"},

    Text{Query::active_samples,
         "SELECT hour, active FROM active_samples WHERE org = ?1 AND hour >= coalesce((SELECT "
         "max(hour) FROM active_samples WHERE org = ?1 AND hour <= ?2), ?2) ORDER BY hour"},
    Text{Query::save_active_sample,
         "INSERT OR REPLACE INTO active_samples(org, hour, active) VALUES(?1, ?2, ?3)"},
    Text{Query::delete_active_samples,
         "DELETE FROM active_samples WHERE org = ?1 AND hour < (SELECT max(hour) FROM "
         "active_samples WHERE org = ?1 AND hour <= ?2)"},
    Text{Query::dismissals,
         "SELECT finding, at, until, by, name, count, severity FROM dismissed_findings "
         "WHERE org = ?1 ORDER BY finding"},
    Text{Query::save_dismissal,
         "INSERT OR REPLACE INTO dismissed_findings(org, finding, at, until, by, name, count, "
         "severity) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"},
    Text{Query::delete_dismissal, "DELETE FROM dismissed_findings WHERE org = ?1 AND finding = ?2"},

    Text{Query::notices,
         "SELECT kind, occurrence, recipient, state, at FROM notices WHERE org = ?1 "
         "ORDER BY kind, occurrence, recipient"},
    Text{Query::save_notice,
         "INSERT OR REPLACE INTO notices(org, kind, occurrence, recipient, state, at) "
         "VALUES(?1, ?2, ?3, ?4, ?5, ?6)"},
    Text{Query::delete_notice,
         "DELETE FROM notices WHERE org = ?1 AND kind = ?2 AND occurrence = ?3 AND "
         "recipient = ?4"},

    Text{Query::find_org,
         "SELECT key, id, name, profile, scim_enabled, reject_extra, strict, created, "
         "schemas_revision, default_access, allowed_networks, suspended, log_bodies, "
         "provider, users_only FROM orgs WHERE id = ?1 AND removed = 0"},
    Text{Query::list_orgs,
         "SELECT key, id, name, profile, scim_enabled, reject_extra, strict, created, "
         "schemas_revision, default_access, allowed_networks, suspended, log_bodies, "
         "provider, users_only FROM orgs WHERE removed = 0 AND id > ?1 "
         "ORDER BY id LIMIT ?2"},
    // AUTOINCREMENT keeps this, so that no key is assigned twice.
    Text{Query::newest_org, "SELECT seq FROM sqlite_sequence WHERE rowid > 0 AND name = 'orgs'"},
    Text{Query::org_counts, "SELECT type, n FROM counts WHERE org = ?1"},
    Text{Query::count_orgs, "SELECT count(*) FROM orgs WHERE removed = 0"},
    Text{Query::sum_counts,
         "SELECT c.type, c.n FROM orgs o CROSS JOIN counts c ON c.org = o.key "
         "WHERE o.removed = 0"},
    Text{Query::org_settings,
         "SELECT key, id, name, profile, scim_enabled, reject_extra, strict, created, "
         "schemas_revision, default_access, allowed_networks, suspended, log_bodies, "
         "provider, users_only FROM orgs "
         "WHERE key = ?1 AND removed = 0"},
    Text{Query::org_is_live, "SELECT 1 FROM orgs WHERE key = ?1 AND removed = 0"},
    Text{Query::create_org,
         "INSERT INTO orgs(id, name, profile, scim_enabled, reject_extra, strict, default_access, "
         "created, allowed_networks, suspended, log_bodies, provider, users_only) "
         "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) "
         "ON CONFLICT DO NOTHING"},
    Text{Query::save_settings,
         "UPDATE orgs SET name = ?2, profile = ?3, scim_enabled = ?4, reject_extra = ?5, "
         "strict = ?6, default_access = ?7, allowed_networks = ?8, suspended = ?9, "
         "log_bodies = ?10, provider = ?11, users_only = ?12, "
         "schemas_revision = schemas_revision + (profile <> ?3) WHERE key = ?1"},
    Text{Query::remove_org, "UPDATE orgs SET removed = 1 WHERE key = ?1"},
    Text{Query::org_is_removed, "SELECT 1 FROM orgs WHERE key = ?1 AND removed = 1"},
    Text{Query::delete_org_work, "DELETE FROM long_work WHERE org = ?1"},
    Text{Query::delete_tokens, "DELETE FROM tokens WHERE org = ?1"},
    Text{Query::settings_generation, "SELECT generation FROM settings_generation WHERE one = 1"},
    Text{Query::bump_settings_generation,
         "UPDATE settings_generation SET generation = generation + 1 WHERE one = 1"},

    Text{Query::cursor_keys,
         "SELECT generation, key, created FROM cursor_keys WHERE generation > 0 "
         "ORDER BY generation DESC"},
    Text{Query::add_cursor_key, "INSERT INTO cursor_keys(key, created) VALUES(?1, ?2)"},
    Text{Query::drop_old_cursor_keys,
         "DELETE FROM cursor_keys WHERE generation < "
         "(SELECT max(generation) FROM cursor_keys) - 1"},

    Text{Query::branding,
         "SELECT product_name, accent, support, frame_ancestors, logo_type, logo_digest, "
         "length(logo) FROM branding WHERE one = 1"},
    Text{Query::branding_logo, "SELECT logo FROM branding WHERE one = 1"},
    Text{Query::save_branding,
         "UPDATE branding SET product_name = ?1, accent = ?2, support = ?3, "
         "frame_ancestors = ?4 WHERE one = 1"},
    Text{Query::save_branding_logo,
         "UPDATE branding SET logo_type = ?1, logo_digest = ?2, logo = ?3 WHERE one = 1"},

    Text{Query::schemas,
         "SELECT urn, type, required, presence, definition, next FROM org_schemas "
         "WHERE org = ?1 ORDER BY urn"},
    Text{Query::save_schema,
         "INSERT INTO org_schemas(org, urn, type, required, presence, definition, next) "
         "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7) "
         "ON CONFLICT DO UPDATE SET type = excluded.type, required = excluded.required, "
         "presence = excluded.presence, definition = excluded.definition, "
         "next = excluded.next"},
    Text{Query::delete_schema, "DELETE FROM org_schemas WHERE org = ?1 AND urn = ?2"},
    Text{Query::schemas_revision, "SELECT schemas_revision FROM orgs WHERE key = ?1"},
    Text{Query::bump_schemas_revision,
         "UPDATE orgs SET schemas_revision = schemas_revision + 1 WHERE key = ?1"},

    Text{Query::find_long_work,
         "SELECT kind, subject, after, done, total, actor, cause, failures, not_before, fault "
         "FROM long_work WHERE org = ?1 AND kind = ?2 AND subject = ?3"},
    Text{Query::save_long_work,
         "INSERT OR REPLACE INTO long_work(org, kind, subject, after, done, total, actor, cause, "
         "failures, not_before, fault) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"},
    Text{Query::delete_long_work,
         "DELETE FROM long_work WHERE org = ?1 AND kind = ?2 AND subject = ?3"},
    Text{Query::due_long_work,
         "SELECT w.kind, w.subject, w.after, w.done, w.total, w.actor, w.cause, w.failures, "
         "w.not_before, w.fault, w.org, (SELECT id FROM orgs WHERE key = w.org) FROM long_work w "
         "WHERE w.org > ?1 AND (w.not_before <= ?2 OR w.not_before > ?3) "
         "ORDER BY w.org, w.kind, w.subject LIMIT 1"},

    Text{Query::operator_keys,
         "SELECT id, name, lookup, hash, created, last_used, last_used_ip, last_used_agent "
         "FROM operator_keys ORDER BY lookup"},
    Text{Query::find_operator_key,
         "SELECT id, name, lookup, hash, created, last_used, last_used_ip, last_used_agent "
         "FROM operator_keys WHERE lookup = ?1"},
    Text{Query::insert_operator_key,
         "INSERT INTO operator_keys(id, name, lookup, hash, created) VALUES(?1, ?2, ?3, ?4, ?5)"},
    Text{Query::mark_operator_key_used,
         "UPDATE operator_keys SET last_used = ?2, last_used_ip = ?3, last_used_agent = ?4 "
         "WHERE id = ?1"},
    Text{Query::delete_operator_key, "DELETE FROM operator_keys WHERE id = ?1"},
};

constexpr std::size_t text_count = texts.size() + operator_texts.size() + purge_texts.size();

constexpr const Text& text_at(std::size_t i) {
  if (i < texts.size()) {
    return texts[i];
  }
  const std::size_t rest = i - texts.size();
  return rest < operator_texts.size() ? operator_texts[rest]
                                      : purge_texts[rest - operator_texts.size()];
}

constexpr bool is_in_order() {
  for (std::size_t i = 0; i < text_count; ++i) {
    if (static_cast<std::size_t>(text_at(i).query) != i) {
      return false;
    }
  }
  return text_count == query_count;
}
static_assert(is_in_order(), "the texts and Query list the same statements in the same order");

}  // namespace

std::string_view text_of(Query query) {
  return text_at(static_cast<std::size_t>(query)).sql;
}

}  // namespace provost::store::sqlite
