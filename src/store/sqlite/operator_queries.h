#pragma once

#include <array>

#include "store/sqlite/query_text.h"

namespace provost::store::sqlite {

// What operators, their links and their sessions take: in the order of Query.
inline constexpr std::array operator_texts{
    QueryText{
        Query::operators,
        "SELECT id, name, key, password, created, last_sign_in, totp, pending_totp, totp_step "
        "FROM operators ORDER BY id"},
    QueryText{
        Query::find_operator,
        "SELECT id, name, key, password, created, last_sign_in, totp, pending_totp, totp_step "
        "FROM operators WHERE id = ?1"},
    QueryText{
        Query::find_operator_by_key,
        "SELECT id, name, key, password, created, last_sign_in, totp, pending_totp, totp_step "
        "FROM operators WHERE key = ?1"},
    QueryText{Query::insert_operator,
              "INSERT INTO operators(id, name, key, password, created, last_sign_in, totp, "
              "pending_totp, totp_step) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) "
              "ON CONFLICT(key) DO NOTHING"},
    QueryText{
        Query::update_operator,
        "UPDATE operators SET password = ?2, last_sign_in = ?3, totp = ?4, pending_totp = ?5, "
        "totp_step = ?6 WHERE id = ?1"},
    QueryText{Query::delete_operator, "DELETE FROM operators WHERE id = ?1"},
    QueryText{Query::find_operator_link,
              "SELECT lookup, hash, created, created_by, expires FROM operator_links "
              "WHERE lookup = ?1"},
    QueryText{Query::insert_operator_link,
              "INSERT INTO operator_links(lookup, hash, created, created_by, expires) "
              "VALUES(?1, ?2, ?3, ?4, ?5)"},
    QueryText{Query::delete_operator_link, "DELETE FROM operator_links WHERE lookup = ?1"},
    QueryText{Query::delete_expired_operator_links,
              "DELETE FROM operator_links WHERE expires <= ?1"},
    QueryText{Query::operator_sessions,
              "SELECT id, operator_id, lookup, hash, created, expires, last_used, last_used_ip, "
              "last_used_agent FROM operator_sessions WHERE operator_id = ?1 ORDER BY id"},
    QueryText{Query::find_operator_session,
              "SELECT id, operator_id, lookup, hash, created, expires, last_used, last_used_ip, "
              "last_used_agent FROM operator_sessions WHERE lookup = ?1"},
    QueryText{
        Query::insert_operator_session,
        "INSERT INTO operator_sessions(id, operator_id, lookup, hash, created, expires, "
        "last_used, last_used_ip, last_used_agent) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"},
    QueryText{Query::delete_operator_session,
              "DELETE FROM operator_sessions WHERE operator_id = ?1 AND id = ?2"},
    QueryText{Query::delete_operator_sessions,
              "DELETE FROM operator_sessions WHERE operator_id = ?1"},
    QueryText{
        Query::mark_operator_session_used,
        "UPDATE operator_sessions SET last_used = ?2, last_used_ip = ?3, last_used_agent = ?4 "
        "WHERE lookup = ?1"},
};

}  // namespace provost::store::sqlite
