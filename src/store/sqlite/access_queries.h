#pragma once

#include <array>

#include "store/sqlite/query_text.h"

namespace provost::store::sqlite {

// What people's access takes, and what they act by: groups above groups, mappings, tokens, keys,
// sessions, setup links, kept answers and identities: in the order of Query.
// An outer join and CROSS JOIN also pin the order in which SQLite nests the tables, and a `+`
// before a column keeps its index out of the plan. Type 2 is scim::schema::group_type: only groups
// hold members.
inline constexpr std::array access_texts{
    QueryText{Query::parent_groups,
              "SELECT group_id FROM members WHERE org = ?1 AND member_id = ?2"},
    QueryText{Query::groups_in,
              "SELECT member_id FROM members INDEXED BY members_groups "
              "WHERE org = ?1 AND group_id = ?2 AND member_type = 2"},
    QueryText{
        Query::mapping,
        "SELECT group_id, target, at, by, cause FROM mappings WHERE org = ?1 AND group_id = ?2"},
    QueryText{Query::mappings,
              "SELECT group_id, target, at, by, cause FROM mappings "
              "WHERE org = ?1 AND group_id > ?2 ORDER BY group_id LIMIT ?3"},
    QueryText{Query::save_mapping,
              "INSERT INTO mappings(org, group_id, target, at, by, cause) "
              "VALUES(?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE SET target = excluded.target, "
              "at = excluded.at, by = excluded.by, cause = excluded.cause"},
    QueryText{Query::delete_mapping, "DELETE FROM mappings WHERE org = ?1 AND group_id = ?2"},
    QueryText{Query::access,
              "SELECT source, target, group_id, since FROM access WHERE org = ?1 AND user_id = ?2"},
    QueryText{Query::people_in,
              "SELECT a.source, a.target, a.group_id, a.since, m.member_id "
              "FROM members m CROSS JOIN access a ON a.org = m.org AND a.user_id = m.member_id "
              "WHERE m.org = ?1 AND m.group_id = ?2 AND m.member_id > ?3 "
              "ORDER BY m.member_id LIMIT ?4"},
    QueryText{Query::people_with,
              "SELECT user_id FROM access INDEXED BY access_by_kind "
              "WHERE org = ?1 AND source = ?2 AND target = ?3 AND user_id > ?4 AND source <> 1 "
              "ORDER BY user_id LIMIT ?5"},
    QueryText{Query::people_by_default,
              "SELECT user_id FROM access WHERE org = ?1 AND user_id > ?2 AND +source = 1 "
              "ORDER BY user_id LIMIT ?3"},
    QueryText{Query::insert_access,
              "INSERT INTO access(org, user_id, source, target, group_id, since) "
              "VALUES(?1, ?2, ?3, ?4, ?5, ?6)"},
    QueryText{Query::update_access,
              "UPDATE access SET source = ?3, target = ?4, group_id = ?5, since = ?6 "
              "WHERE org = ?1 AND user_id = ?2"},
    QueryText{Query::delete_access, "DELETE FROM access WHERE org = ?1 AND user_id = ?2"},
    QueryText{Query::default_access, "SELECT default_access FROM orgs WHERE key = ?1"},
    QueryText{Query::no_admin_since, "SELECT no_admin_since FROM orgs WHERE key = ?1"},
    QueryText{Query::set_no_admin_since, "UPDATE orgs SET no_admin_since = ?2 WHERE key = ?1"},
    QueryText{Query::direct_access,
              "SELECT user_id, target, at, by FROM direct_access WHERE org = ?1 AND user_id = ?2"},
    QueryText{Query::direct_accesses,
              "SELECT user_id, target, at, by FROM direct_access WHERE org = ?1 AND user_id > ?2 "
              "ORDER BY user_id LIMIT ?3"},
    QueryText{
        Query::save_direct_access,
        "INSERT INTO direct_access(org, user_id, target, at, by) VALUES(?1, ?2, ?3, ?4, ?5) "
        "ON CONFLICT DO UPDATE SET target = excluded.target, at = excluded.at, by = excluded.by"},
    QueryText{Query::delete_direct_access,
              "DELETE FROM direct_access WHERE org = ?1 AND user_id = ?2"},
    QueryText{Query::retained_access,
              "SELECT user_id, group_id, group_name, at, cause FROM retained_access "
              "WHERE org = ?1 AND user_id = ?2"},
    QueryText{Query::retained_accesses,
              "SELECT user_id, group_id, group_name, at, cause FROM retained_access WHERE org = ?1 "
              "ORDER BY user_id LIMIT ?2"},
    QueryText{
        Query::save_retained_access,
        "INSERT INTO retained_access(org, user_id, group_id, group_name, at, cause) "
        "VALUES(?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE SET group_id = excluded.group_id, "
        "group_name = excluded.group_name, at = excluded.at, cause = excluded.cause"},
    QueryText{Query::delete_retained_access,
              "DELETE FROM retained_access WHERE org = ?1 AND user_id = ?2"},

    QueryText{
        Query::tokens,
        "SELECT id, lookup, hash, created, expires, last_used, last_used_ip, last_used_agent, "
        "next_notice, name FROM tokens WHERE org = ?1"},
    QueryText{
        Query::find_token,
        "SELECT id, lookup, hash, created, expires, last_used, last_used_ip, last_used_agent, "
        "next_notice, name FROM tokens WHERE org = ?1 AND lookup = ?2"},
    QueryText{Query::due_notices,
              "SELECT t.id, t.lookup, t.hash, t.created, t.expires, t.last_used, t.last_used_ip, "
              "t.last_used_agent, t.next_notice, t.name, o.key, o.id "
              "FROM tokens t INDEXED BY tokens_by_notice CROSS JOIN orgs o ON o.key = t.org "
              "WHERE t.next_notice <= ?1 AND +o.removed = 0 ORDER BY t.next_notice LIMIT ?2"},
    QueryText{
        Query::insert_token,
        "INSERT INTO tokens(org, id, lookup, hash, created, expires, last_used, last_used_ip, "
        "last_used_agent, next_notice, name) "
        "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"},
    QueryText{Query::expire_other_tokens,
              "UPDATE tokens SET expires = ?3, next_notice = ?4 WHERE org = ?1 AND id <> ?2 "
              "AND (expires IS NULL OR expires > ?3)"},
    QueryText{Query::expire_token,
              "UPDATE tokens SET expires = min(?3, coalesce(expires, ?3)), next_notice = NULL "
              "WHERE org = ?1 AND id = ?2"},
    QueryText{Query::set_token_notice,
              "UPDATE tokens SET next_notice = ?3 WHERE org = ?1 AND id = ?2"},
    QueryText{Query::mark_token_used,
              "UPDATE tokens SET last_used = ?3, last_used_ip = ?4, last_used_agent = ?5 "
              "WHERE org = ?1 AND id = ?2"},

    QueryText{
        Query::credentials,
        "SELECT id, kind, user_id, name, lookup, hash, created, created_by, expires, last_used, "
        "last_used_ip, last_used_agent FROM credentials "
        "WHERE org = ?1 AND user_id = ?2 AND kind = ?3 AND id > ?4 ORDER BY id LIMIT ?5"},
    QueryText{Query::count_credentials,
              "SELECT count(*) FROM credentials WHERE org = ?1 AND user_id = ?2 AND kind = ?3"},
    QueryText{
        Query::find_credential,
        "SELECT c.id, c.kind, c.user_id, c.name, c.lookup, c.hash, c.created, c.created_by, "
        "c.expires, c.last_used, c.last_used_ip, c.last_used_agent, o.key, o.id, o.suspended "
        "FROM credentials c INDEXED BY credentials_by_lookup CROSS JOIN orgs o ON o.key = c.org "
        "WHERE c.lookup = ?1 AND +o.removed = 0"},
    QueryText{
        Query::insert_credential,
        "INSERT INTO credentials(org, lookup, id, kind, user_id, name, hash, created, created_by, "
        "expires) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"},
    QueryText{Query::delete_credential,
              "DELETE FROM credentials WHERE org = ?1 AND user_id = ?2 AND kind = ?3 AND id = ?4"},
    QueryText{Query::next_credential_holder,
              "SELECT user_id FROM credentials INDEXED BY credentials_by_member "
              "WHERE org = ?1 AND user_id >= ?2 ORDER BY user_id LIMIT 1"},
    QueryText{Query::delete_credentials, "DELETE FROM credentials WHERE org = ?1 AND user_id = ?2"},
    QueryText{Query::delete_credentials_of_kind,
              "DELETE FROM credentials WHERE org = ?1 AND user_id = ?2 AND kind = ?3"},
    QueryText{
        Query::delete_credentials_by_default,
        "DELETE FROM credentials WHERE org = ?1 AND kind = ?2 AND EXISTS (SELECT 1 FROM access a "
        "WHERE a.org = ?1 AND a.user_id = credentials.user_id AND +a.source = 1)"},
    QueryText{
        Query::delete_expired_credentials_by_default,
        "DELETE FROM credentials WHERE org = ?1 AND kind = ?2 AND expires <= ?3 AND EXISTS (SELECT "
        "1 FROM access a WHERE a.org = ?1 AND a.user_id = credentials.user_id AND +a.source = "
        "1)"},
    QueryText{
        Query::delete_expired_credentials,
        "DELETE FROM credentials INDEXED BY credentials_by_member WHERE org = ?1 AND user_id = ?2 "
        "AND kind = ?3 AND expires <= ?4"},
    QueryText{Query::mark_credential_used,
              "UPDATE credentials SET last_used = ?3, last_used_ip = ?4, last_used_agent = ?5 "
              "WHERE org = ?1 AND lookup = ?2"},

    QueryText{Query::setup_links,
              "SELECT id, lookup, hash, name, email, return_url, keep, created, created_by, "
              "expires, redeemed, redeemed_ip, redeemed_agent, session_lookup, session_hash, "
              "last_used, last_used_ip, last_used_agent, ended, ended_how "
              "FROM setup_links WHERE org = ?1 ORDER BY id"},
    QueryText{Query::find_setup_link_by_id,
              "SELECT id, lookup, hash, name, email, return_url, keep, created, created_by, "
              "expires, redeemed, redeemed_ip, redeemed_agent, session_lookup, session_hash, "
              "last_used, last_used_ip, last_used_agent, ended, ended_how "
              "FROM setup_links WHERE org = ?1 AND id = ?2"},
    QueryText{
        Query::find_setup_link,
        "SELECT s.id, s.lookup, s.hash, s.name, s.email, s.return_url, s.keep, s.created, "
        "s.created_by, s.expires, s.redeemed, s.redeemed_ip, s.redeemed_agent, "
        "s.session_lookup, s.session_hash, s.last_used, s.last_used_ip, s.last_used_agent, "
        "s.ended, s.ended_how, o.key, o.id, o.name, o.suspended "
        "FROM setup_links s INDEXED BY setup_links_by_lookup CROSS JOIN orgs o ON o.key = s.org "
        "WHERE s.lookup = ?1 AND +o.removed = 0"},
    QueryText{
        Query::find_contact,
        "SELECT s.id, s.lookup, s.hash, s.name, s.email, s.return_url, s.keep, s.created, "
        "s.created_by, s.expires, s.redeemed, s.redeemed_ip, s.redeemed_agent, "
        "s.session_lookup, s.session_hash, s.last_used, s.last_used_ip, s.last_used_agent, "
        "s.ended, s.ended_how, o.key, o.id, o.name, o.suspended "
        "FROM setup_links s INDEXED BY setup_links_by_session CROSS JOIN orgs o ON o.key = s.org "
        "WHERE s.session_lookup = ?1 AND +o.removed = 0"},
    QueryText{
        Query::insert_setup_link,
        "INSERT INTO setup_links(org, id, lookup, hash, name, email, return_url, keep, created, "
        "created_by, expires) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"},
    QueryText{
        Query::update_setup_link,
        "UPDATE setup_links SET name = ?3, email = ?4, return_url = ?5, keep = ?6, expires = ?7, "
        "redeemed = ?8, redeemed_ip = ?9, redeemed_agent = ?10, session_lookup = ?11, "
        "session_hash = ?12, ended = ?13, ended_how = ?14 WHERE org = ?1 AND id = ?2"},
    QueryText{Query::delete_setup_link, "DELETE FROM setup_links WHERE org = ?1 AND id = ?2"},
    QueryText{Query::mark_contact_used,
              "UPDATE setup_links INDEXED BY setup_links_by_session SET last_used = ?3, "
              "last_used_ip = ?4, last_used_agent = ?5 WHERE session_lookup = ?2 AND org = ?1"},

    QueryText{Query::find_kept_answer,
              "SELECT request, created, answer FROM kept_answers WHERE org = ?1 AND scope = ?2"},
    QueryText{Query::kept_answer_at,
              "SELECT 1 FROM kept_answers INDEXED BY kept_answers_by_age WHERE org = ?1 "
              "LIMIT 1 OFFSET ?2"},
    QueryText{Query::insert_kept_answer,
              "INSERT INTO kept_answers(org, scope, request, created, answer) "
              "VALUES(?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING"},
    QueryText{Query::set_kept_answer,
              "UPDATE kept_answers SET answer = ?3 WHERE org = ?1 AND scope = ?2"},
    QueryText{Query::delete_kept_answer,
              "DELETE FROM kept_answers WHERE org = ?1 AND scope = ?2 AND created < ?3"},
    QueryText{Query::delete_kept_answers,
              "DELETE FROM kept_answers WHERE rowid IN (SELECT rowid FROM kept_answers "
              "WHERE org = ?1 AND created < ?2 ORDER BY created LIMIT ?3)"},
    QueryText{Query::kept_answers_after,
              "SELECT scope, answer FROM kept_answers WHERE org = ?1 AND scope > ?2 "
              "ORDER BY scope LIMIT ?3"},
    QueryText{Query::erase_kept_answer,
              "UPDATE kept_answers SET answer = NULL WHERE org = ?1 AND scope = ?2"},
    QueryText{
        Query::has_answers_before,
        "SELECT 1 FROM kept_answers INDEXED BY kept_answers_by_time WHERE created < ?1 LIMIT 1"},
    QueryText{Query::delete_answers_before,
              "DELETE FROM kept_answers WHERE rowid IN (SELECT rowid FROM kept_answers INDEXED BY "
              "kept_answers_by_time WHERE created < ?1 ORDER BY created LIMIT ?2)"},

    QueryText{
        Query::sign_in_settings,
        "SELECT enabled, issuer, client_id, secret, secret_expires FROM sign_in WHERE org = ?1"},
    QueryText{Query::sealed_sign_ins,
              "SELECT s.org, o.id, s.secret FROM sign_in s LEFT JOIN orgs o ON o.key = s.org "
              "WHERE s.org > ?1 AND s.secret <> x'' AND ifnull(o.removed, 1) = 0 "
              "ORDER BY s.org LIMIT ?2"},
    QueryText{
        Query::save_sign_in,
        "INSERT INTO sign_in(org, enabled, issuer, client_id, secret, secret_expires) "
        "VALUES(?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT(org) DO UPDATE SET enabled = ?2, issuer = ?3, "
        "client_id = ?4, secret = ?5, secret_expires = ?6"},
    QueryText{Query::refusals,
              "SELECT reason, count(*), sum(count), min(since), max(last) FROM refused_sign_ins "
              "WHERE org = ?1 AND last >= ?2 GROUP BY reason ORDER BY reason"},
    QueryText{Query::refused_people,
              "SELECT reason, person, user_id, name, count, since, last FROM refused_sign_ins "
              "WHERE org = ?1 AND reason = ?2 AND last >= ?3 ORDER BY last DESC LIMIT ?4"},
    QueryText{
        Query::add_refusal,
        "INSERT INTO refused_sign_ins(org, reason, person, user_id, name, name_key, count, since, "
        "last) VALUES(?1, ?2, ?3, ?4, ?5, ?7, 1, ?6, ?6) ON CONFLICT(org, reason, person) DO "
        "UPDATE SET user_id = ?4, name = ?5, name_key = ?7, count = count + 1, last = ?6"},
    QueryText{Query::drop_old_refusals,
              "DELETE FROM refused_sign_ins WHERE org = ?1 AND last < ?2"},
    QueryText{Query::delete_refusals_of_person,
              "DELETE FROM refused_sign_ins WHERE org = ?1 AND person = ?2"},
    QueryText{
        Query::delete_refusals_of_user,
        "DELETE FROM refused_sign_ins WHERE org = ?1 AND (user_id = ?2 OR (name_key <> '' AND "
        "name_key = ?3))"},
    QueryText{Query::find_identity,
              "SELECT issuer, subject, user_id, since FROM identities "
              "WHERE org = ?1 AND issuer = ?2 AND subject = ?3"},
    QueryText{Query::identity_of,
              "SELECT issuer, subject, user_id, since FROM identities "
              "WHERE org = ?1 AND user_id = ?2 AND issuer = ?3"},
    QueryText{Query::insert_identity,
              "INSERT INTO identities(org, issuer, subject, user_id, since) "
              "VALUES(?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING"},
    QueryText{Query::delete_identities, "DELETE FROM identities WHERE org = ?1 AND user_id = ?2"},
};

}  // namespace provost::store::sqlite
