#pragma once

#include <array>

#include "store/sqlite/query_text.h"

namespace provost::store::sqlite {

// What the journal takes, and what is noted from time to time: in the order of Query.
inline constexpr std::array journal_texts{
    QueryText{
        Query::journal,
        "SELECT j.seq, j.time, j.type, j.subject_type, j.subject_id, j.actor, j.cause, j.data, "
        "v.body, o.origin, j.mac FROM journal j LEFT JOIN journal_values v "
        "ON v.org = j.org AND v.seq = j.seq LEFT JOIN journal_values o "
        "ON o.org = j.org AND o.seq = j.origin "
        "WHERE j.org = ?1 AND j.seq > ?2 ORDER BY j.seq LIMIT ?3"},
    QueryText{
        Query::journal_back,
        "SELECT j.seq, j.time, j.type, j.subject_type, j.subject_id, j.actor, j.cause, j.data, "
        "v.body, o.origin, j.mac FROM journal j LEFT JOIN journal_values v "
        "ON v.org = j.org AND v.seq = j.seq LEFT JOIN journal_values o "
        "ON o.org = j.org AND o.seq = j.origin "
        "WHERE j.org = ?1 AND j.seq > ?2 AND j.seq < ?3 AND j.type >= ?4 AND j.type < ?5 "
        "AND j.actor >= ?6 AND j.actor < ?7 ORDER BY j.seq DESC LIMIT ?8"},
    QueryText{
        Query::journal_about,
        "SELECT j.seq, j.time, j.type, j.subject_type, j.subject_id, j.actor, j.cause, j.data, "
        "v.body, o.origin, j.mac FROM journal j INDEXED BY journal_by_subject "
        "LEFT JOIN journal_values v ON v.org = j.org AND v.seq = j.seq LEFT JOIN journal_values o "
        "ON o.org = j.org AND o.seq = j.origin "
        "WHERE j.org = ?1 AND j.seq > ?2 AND j.seq < ?3 AND j.type >= ?4 AND j.type < ?5 "
        "AND j.actor >= ?6 AND j.actor < ?7 AND j.subject_id = ?9 ORDER BY j.seq DESC LIMIT ?8"},
    QueryText{Query::journal_about_from,
              "SELECT seq FROM journal INDEXED BY journal_by_subject "
              "WHERE org = ?1 AND subject_id = ?2 AND seq > ?3 AND seq < ?4 "
              "ORDER BY seq DESC LIMIT 1 OFFSET ?5"},
    QueryText{Query::journal_first, "SELECT seq FROM journal WHERE org = ?1 ORDER BY seq LIMIT 1"},
    QueryText{Query::journal_head,
              "SELECT seq, time, mac FROM journal WHERE org = ?1 ORDER BY seq DESC LIMIT 1"},
    QueryText{Query::journal_time, "SELECT time FROM journal WHERE org = ?1 AND seq = ?2"},
    QueryText{
        Query::insert_journal,
        "INSERT INTO journal(org, seq, time, type, subject_type, subject_id, actor, cause, data, "
        "values_digest, origin, origin_digest, mac) "
        "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"},
    QueryText{Query::insert_journal_values,
              "INSERT INTO journal_values(org, seq, salt, body, origin_salt, origin) "
              "VALUES(?1, ?2, ?3, ?4, ?5, ?6)"},
    QueryText{Query::erase_values,
              "UPDATE journal_values SET salt = x'', body = '' WHERE org = ?1 AND seq = ?2"},
    QueryText{Query::erase_origin,
              "UPDATE journal_values SET origin_salt = x'', origin = '' WHERE org = ?1 "
              "AND seq = (SELECT origin FROM journal WHERE org = ?1 AND seq = ?2)"},
    QueryText{Query::trim_journal, "DELETE FROM journal WHERE org = ?1 AND seq <= ?2"},
    QueryText{Query::trim_journal_values,
              "DELETE FROM journal_values WHERE org = ?1 AND seq <= ?2"},
    QueryText{Query::journal_anchor,
              "SELECT data FROM journal INDEXED BY journal_by_subject WHERE org = ?1 "
              "AND subject_id = 'journal' AND type = 'journal.trimmed' ORDER BY seq DESC LIMIT 1"},
    QueryText{
        Query::journal_chain,
        "SELECT j.seq, j.time, j.type, j.subject_type, j.subject_id, j.actor, j.cause, j.data, "
        "v.body, o.origin, j.mac, j.values_digest, v.salt, j.origin_digest, o.origin_salt FROM "
        "journal j LEFT JOIN journal_values v "
        "ON v.org = j.org AND v.seq = j.seq LEFT JOIN journal_values o "
        "ON o.org = j.org AND o.seq = j.origin "
        "WHERE j.org = ?1 ORDER BY j.seq"},
    QueryText{
        Query::journal_links,
        "SELECT j.seq, j.time, j.type, j.subject_type, j.subject_id, j.actor, j.cause, j.data, "
        "v.body, o.origin, j.mac, j.values_digest, v.salt, j.origin_digest, o.origin_salt FROM "
        "journal j LEFT JOIN journal_values v "
        "ON v.org = j.org AND v.seq = j.seq LEFT JOIN journal_values o "
        "ON o.org = j.org AND o.seq = j.origin "
        "WHERE j.org = ?1 AND j.seq >= ?2 ORDER BY j.seq"},
    QueryText{Query::next_journal_org,
              "SELECT org FROM journal WHERE org > ?1 ORDER BY org LIMIT 1"},
    QueryText{Query::journal_types,
              "SELECT type FROM journal WHERE org = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3"},

    QueryText{Query::last_unsealed,
              "SELECT last, time FROM unsealed WHERE org = ?1 ORDER BY first DESC LIMIT 1"},
    QueryText{Query::first_unsealed,
              "SELECT rowid, org, first, time, entries FROM unsealed WHERE org = ?1 "
              "ORDER BY first LIMIT 1"},
    QueryText{Query::next_unsealed_org,
              "SELECT org FROM unsealed INDEXED BY unsealed_by_number WHERE org > ?1 "
              "ORDER BY org LIMIT 1"},
    QueryText{Query::unsealed_of,
              "SELECT first, last, entries FROM unsealed WHERE org = ?1 ORDER BY first"},
    QueryText{Query::insert_unsealed,
              "INSERT INTO unsealed(org, first, last, time, entries) VALUES(?1, ?2, ?3, ?4, ?5)"},
    QueryText{Query::delete_unsealed, "DELETE FROM unsealed WHERE rowid = ?1"},

    QueryText{Query::active_samples,
              "SELECT hour, active FROM active_samples WHERE org = ?1 AND hour >= coalesce((SELECT "
              "max(hour) FROM active_samples WHERE org = ?1 AND hour <= ?2), ?2) ORDER BY hour"},
    QueryText{Query::save_active_sample,
              "INSERT OR REPLACE INTO active_samples(org, hour, active) VALUES(?1, ?2, ?3)"},
    QueryText{Query::delete_active_samples,
              "DELETE FROM active_samples WHERE org = ?1 AND hour < (SELECT max(hour) FROM "
              "active_samples WHERE org = ?1 AND hour <= ?2)"},
    QueryText{Query::dismissals,
              "SELECT finding, at, until, by, name, count, severity FROM dismissed_findings "
              "WHERE org = ?1 ORDER BY finding"},
    QueryText{Query::save_dismissal,
              "INSERT OR REPLACE INTO dismissed_findings(org, finding, at, until, by, name, count, "
              "severity) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"},
    QueryText{Query::delete_dismissal,
              "DELETE FROM dismissed_findings WHERE org = ?1 AND finding = ?2"},

    QueryText{Query::notices,
              "SELECT kind, occurrence, recipient, state, at FROM notices WHERE org = ?1 "
              "ORDER BY kind, occurrence, recipient"},
    QueryText{Query::save_notice,
              "INSERT OR REPLACE INTO notices(org, kind, occurrence, recipient, state, at) "
              "VALUES(?1, ?2, ?3, ?4, ?5, ?6)"},
    QueryText{Query::delete_notice,
              "DELETE FROM notices WHERE org = ?1 AND kind = ?2 AND occurrence = ?3 AND "
              "recipient = ?4"},
};

}  // namespace provost::store::sqlite
