#pragma once

#include <array>

#include "store/sqlite/query_text.h"

namespace provost::store::sqlite {

// What takes the rows of a removed organisation away, in the order of Query: its end.
inline constexpr std::array purge_texts{
    QueryText{Query::purge_resources,
              "DELETE FROM resources WHERE rowid IN "
              "(SELECT rowid FROM resources WHERE org = ?1 LIMIT ?2)"},
    QueryText{Query::purge_unique_keys,
              "DELETE FROM unique_keys WHERE (org, type, idx, key) IN "
              "(SELECT org, type, idx, key FROM unique_keys WHERE org = ?1 LIMIT ?2)"},
    QueryText{Query::purge_index_keys,
              "DELETE FROM index_keys WHERE (org, type, idx, key, id) IN "
              "(SELECT org, type, idx, key, id FROM index_keys WHERE org = ?1 LIMIT ?2)"},
    QueryText{Query::purge_members,
              "DELETE FROM members WHERE (org, group_id, member_id) IN "
              "(SELECT org, group_id, member_id FROM members WHERE org = ?1 LIMIT ?2)"},
    QueryText{Query::purge_mappings,
              "DELETE FROM mappings WHERE (org, group_id) IN "
              "(SELECT org, group_id FROM mappings WHERE org = ?1 LIMIT ?2)"},
    QueryText{Query::purge_access,
              "DELETE FROM access WHERE (org, user_id) IN "
              "(SELECT org, user_id FROM access WHERE org = ?1 LIMIT ?2)"},
    QueryText{Query::purge_direct_access,
              "DELETE FROM direct_access WHERE (org, user_id) IN "
              "(SELECT org, user_id FROM direct_access WHERE org = ?1 LIMIT ?2)"},
    QueryText{Query::purge_retained_access,
              "DELETE FROM retained_access WHERE (org, user_id) IN "
              "(SELECT org, user_id FROM retained_access WHERE org = ?1 LIMIT ?2)"},
    QueryText{Query::purge_journal_values,
              "DELETE FROM journal_values WHERE rowid IN "
              "(SELECT rowid FROM journal_values WHERE org = ?1 LIMIT ?2)"},
    QueryText{Query::purge_journal,
              "DELETE FROM journal WHERE (org, seq) IN "
              "(SELECT org, seq FROM journal WHERE org = ?1 LIMIT ?2)"},
    QueryText{Query::purge_unsealed,
              "DELETE FROM unsealed WHERE rowid IN "
              "(SELECT rowid FROM unsealed WHERE org = ?1 LIMIT ?2)"},
    QueryText{Query::purge_counts,
              "DELETE FROM counts WHERE (org, type) IN "
              "(SELECT org, type FROM counts WHERE org = ?1 LIMIT ?2)"},
    QueryText{Query::purge_schemas,
              "DELETE FROM org_schemas WHERE org = ?1 AND rowid IN "
              "(SELECT rowid FROM org_schemas WHERE org = ?1 LIMIT ?2)"},
    QueryText{Query::purge_credentials,
              "DELETE FROM credentials WHERE (org, lookup) IN "
              "(SELECT org, lookup FROM credentials WHERE org = ?1 LIMIT ?2)"},
    QueryText{Query::purge_setup_links,
              "DELETE FROM setup_links WHERE (org, id) IN "
              "(SELECT org, id FROM setup_links WHERE org = ?1 LIMIT ?2)"},
    QueryText{Query::purge_kept_answers,
              "DELETE FROM kept_answers WHERE rowid IN "
              "(SELECT rowid FROM kept_answers WHERE org = ?1 LIMIT ?2)"},
    QueryText{Query::purge_sign_in,
              "DELETE FROM sign_in WHERE org IN (SELECT org FROM sign_in WHERE org = ?1 LIMIT ?2)"},
    QueryText{Query::purge_refusals,
              "DELETE FROM refused_sign_ins WHERE (org, reason, person) IN "
              "(SELECT org, reason, person FROM refused_sign_ins WHERE org = ?1 LIMIT ?2)"},
    QueryText{Query::purge_identities,
              "DELETE FROM identities WHERE (org, issuer, subject) IN "
              "(SELECT org, issuer, subject FROM identities WHERE org = ?1 LIMIT ?2)"},
    QueryText{Query::purge_active_samples,
              "DELETE FROM active_samples WHERE (org, hour) IN "
              "(SELECT org, hour FROM active_samples WHERE org = ?1 LIMIT ?2)"},
    QueryText{Query::purge_notices,
              "DELETE FROM notices WHERE (org, kind, occurrence, recipient) IN (SELECT org, kind, "
              "occurrence, recipient FROM notices WHERE org = ?1 LIMIT ?2)"},
    QueryText{Query::purge_dismissals,
              "DELETE FROM dismissed_findings WHERE (org, finding) IN "
              "(SELECT org, finding FROM dismissed_findings WHERE org = ?1 LIMIT ?2)"},
    QueryText{Query::purge_long_work,
              "DELETE FROM long_work WHERE (org, kind, subject) IN (SELECT org, kind, subject FROM "
              "long_work WHERE org = ?1 AND kind <> 3 LIMIT ?2)"},
    QueryText{Query::delete_org, "DELETE FROM orgs WHERE key = ?1"},
};

}  // namespace provost::store::sqlite
