#include "store/sqlite/queries.h"

#include <map>
#include <string>

#include <gtest/gtest.h>

#include "store/sqlite/testing.h"

namespace provost::store::sqlite {
namespace {

std::string plan_of(Database& database, Query query) {
  const std::string sql = "EXPLAIN QUERY PLAN " + std::string(text_of(query));
  sqlite3_stmt* statement = nullptr;
  EXPECT_EQ(sqlite3_prepare_v2(database.handle(), sql.c_str(), -1, &statement, nullptr), SQLITE_OK)
      << sql;
  std::string plan;
  while (sqlite3_step(statement) == SQLITE_ROW) {
    plan += reinterpret_cast<const char*>(sqlite3_column_text(statement, 3));
    plan += '\n';
  }
  sqlite3_finalize(statement);
  return plan;
}

// Enough rows to tempt a planner with statistics into another plan.
void fill(TestDatabase& test) {
  test.database.script(
      "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) "
      "INSERT INTO orgs(key, id, name, profile, scim_enabled, reject_extra, strict, created) "
      "SELECT i, 'org-' || i, '', 0, 0, 0, 0, 0 FROM n");
  ASSERT_TRUE(test.write([&](Writer& writer) -> Result<void> {
                    for (std::uint32_t n = 1; n <= 300; ++n) {
                      TRY(writer.insert(1, contract::id_of(n),
                                        contract::user("u" + std::to_string(n) + "@x", "same"),
                                        {}));
                      writer.append(contract::entry("t", "", "v"));
                    }
                    TRY(writer.insert(2, contract::id_of(1000), contract::group("G"), {}));
                    for (std::uint32_t n = 1; n <= 300; ++n) {
                      writer.change_members(contract::id_of(1000), contract::adding({n}));
                    }
                    for (int n = 1; n <= 30; ++n) {
                      writer.insert_token(
                          contract::token("t" + std::to_string(n), "l" + std::to_string(n)));
                    }
                    for (int n = 1; n <= 30; ++n) {
                      writer.save_schema(contract::schema_record("urn:x:" + std::to_string(n)));
                    }
                    return {};
                  })
                  .has_value());
}

const std::map<Query, std::string> exact_plans{
    {Query::load, "SEARCH resources USING INDEX resources_by_id (org=? AND type=? AND id=?)\n"},
    {Query::has_resource,
     "SEARCH resources USING COVERING INDEX resources_by_id (org=? AND type=? AND id=?)\n"},
    {Query::find_unique,
     "SEARCH unique_keys USING PRIMARY KEY (org=? AND type=? AND idx=? AND key=?)\n"},
    {Query::find_indexed,
     "SEARCH index_keys USING PRIMARY KEY (org=? AND type=? AND idx=? AND key=?)\n"},
    {Query::find_indexed_after,
     "SEARCH index_keys USING PRIMARY KEY (org=? AND type=? AND idx=? AND key=? AND id>?)\n"},
    {Query::count_indexed,
     "SEARCH index_keys USING PRIMARY KEY (org=? AND type=? AND idx=? AND key=?)\n"},
    {Query::walk, "SEARCH resources USING INDEX resources_by_id (org=? AND type=? AND id>?)\n"},
    {Query::walk_back,
     "SEARCH resources USING INDEX resources_by_id (org=? AND type=? AND id<?)\n"},
    {Query::ids_between,
     "SEARCH resources USING COVERING INDEX resources_by_id (org=? AND type=? AND id>? AND "
     "id<?)\n"},
    {Query::has_beyond,
     "SEARCH resources USING COVERING INDEX resources_by_id (org=? AND type=? AND id>?)\n"},
    {Query::unique_range,
     "SEARCH unique_keys USING PRIMARY KEY (org=? AND type=? AND idx=? AND key>? AND key<?)\n"},
    {Query::unique_range_back,
     "SEARCH unique_keys USING PRIMARY KEY (org=? AND type=? AND idx=? AND key>? AND key<?)\n"},
    {Query::indexed_range,
     "SEARCH index_keys USING PRIMARY KEY (org=? AND type=? AND idx=? AND key>? AND key<?)\n"},
    {Query::modified_range,
     "SEARCH resources USING COVERING INDEX resources_by_modified (org=? AND type=? AND "
     "(modified,id)>(?,?) AND (modified,id)<(?,?))\n"},
    {Query::modified_range_back,
     "SEARCH resources USING COVERING INDEX resources_by_modified (org=? AND type=? AND "
     "(modified,id)>(?,?) AND (modified,id)<(?,?))\n"},
    {Query::is_member,
     "SEARCH members USING PRIMARY KEY (org=? AND group_id=? AND member_id=?)\n"
     "SCALAR SUBQUERY 1\n"
     "SEARCH resources USING COVERING INDEX resources_by_id (org=? AND type=? AND id=?)\n"},
    {Query::members,
     "SEARCH m USING PRIMARY KEY (org=? AND group_id=? AND member_id>?)\n"
     "SCALAR SUBQUERY 1\n"
     "SEARCH resources USING COVERING INDEX resources_by_id (org=? AND type=? AND id=?)\n"
     "SEARCH r USING INDEX resources_by_id (org=? AND type=? AND id=?) LEFT-JOIN\n"},
    {Query::member_count,
     "SEARCH resources USING INDEX resources_by_id (org=? AND type=? AND id=?)\n"},
    {Query::groups_of,
     "SEARCH m USING COVERING INDEX members_by_member (org=? AND member_id=? AND group_id>?)\n"
     "SEARCH r USING INDEX resources_by_id (org=? AND type=? AND id=?)\n"},
    {Query::delete_member,
     "SEARCH members USING PRIMARY KEY (org=? AND group_id=? AND member_id=?)\n"},
    {Query::delete_members,
     "SEARCH members USING COVERING INDEX members_by_member (org=? AND member_id=? AND "
     "group_id=?)\n"
     "LIST SUBQUERY 1\n"
     "SEARCH members USING PRIMARY KEY (org=? AND group_id=?)\n"},
    {Query::delete_memberships,
     "SEARCH members USING COVERING INDEX members_by_member (org=? AND member_id=?)\n"},
    {Query::add_to_member_count,
     "SEARCH resources USING INDEX resources_by_id (org=? AND type=? AND id=?)\n"},
    {Query::parent_groups,
     "SEARCH members USING COVERING INDEX members_by_member (org=? AND member_id=?)\n"},
    {Query::groups_in,
     "SEARCH members USING COVERING INDEX members_groups (org=? AND group_id=? AND "
     "member_type=?)\n"},
    {Query::mapping, "SEARCH mappings USING PRIMARY KEY (org=? AND group_id=?)\n"},
    {Query::access, "SEARCH access USING PRIMARY KEY (org=? AND user_id=?)\n"},
    {Query::update_access, "SEARCH access USING PRIMARY KEY (org=? AND user_id=?)\n"},
    {Query::people_in,
     "SEARCH m USING PRIMARY KEY (org=? AND group_id=? AND member_id>?)\n"
     "SEARCH a USING PRIMARY KEY (org=? AND user_id=?)\n"},
    {Query::people_with,
     "SEARCH access USING COVERING INDEX access_by_kind (org=? AND source=? AND target=? AND "
     "user_id>?)\n"},
    {Query::people_by_default, "SEARCH access USING PRIMARY KEY (org=? AND user_id>?)\n"},
    {Query::find_token, "SEARCH tokens USING PRIMARY KEY (org=? AND lookup=?)\n"},
    {Query::expire_token, "SEARCH tokens USING COVERING INDEX tokens_by_id (org=? AND id=?)\n"},
    {Query::due_notices,
     "SEARCH t USING INDEX tokens_by_notice (next_notice<?)\n"
     "SEARCH o USING INTEGER PRIMARY KEY (rowid=?)\n"},
    {Query::credentials,
     "SEARCH credentials USING INDEX credentials_by_member (org=? AND user_id=? AND kind=? AND "
     "id>?)\n"},
    {Query::find_credential,
     "SEARCH c USING INDEX credentials_by_lookup (lookup=?)\n"
     "SEARCH o USING INTEGER PRIMARY KEY (rowid=?)\n"},
    {Query::next_credential_holder,
     "SEARCH credentials USING COVERING INDEX credentials_by_member (org=? AND user_id>?)\n"},
    {Query::delete_credentials_of_kind,
     "SEARCH credentials USING COVERING INDEX credentials_by_member (org=? AND user_id=? AND "
     "kind=?)\n"},
    {Query::delete_expired_credentials,
     "SEARCH credentials USING INDEX credentials_by_member (org=? AND user_id=? AND kind=?)\n"},
    {Query::setup_links, "SEARCH setup_links USING PRIMARY KEY (org=?)\n"},
    {Query::find_setup_link_by_id, "SEARCH setup_links USING PRIMARY KEY (org=? AND id=?)\n"},
    {Query::find_setup_link,
     "SEARCH s USING INDEX setup_links_by_lookup (lookup=?)\n"
     "SEARCH o USING INTEGER PRIMARY KEY (rowid=?)\n"},
    {Query::find_contact,
     "SEARCH s USING INDEX setup_links_by_session (session_lookup=?)\n"
     "SEARCH o USING INTEGER PRIMARY KEY (rowid=?)\n"},
    {Query::mark_contact_used,
     "SEARCH setup_links USING COVERING INDEX setup_links_by_session (session_lookup=? AND "
     "org=?)\n"},
    {Query::find_kept_answer,
     "SEARCH kept_answers USING INDEX kept_answers_by_scope (org=? AND scope=?)\n"},
    {Query::sign_in_settings, "SEARCH sign_in USING INTEGER PRIMARY KEY (rowid=?)\n"},
    {Query::sealed_sign_ins,
     "SEARCH s USING INTEGER PRIMARY KEY (rowid>?)\n"
     "SEARCH o USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN\n"},
    {Query::branding, "SEARCH branding USING INTEGER PRIMARY KEY (rowid=?)\n"},
    {Query::branding_logo, "SEARCH branding USING INTEGER PRIMARY KEY (rowid=?)\n"},
    {Query::refusals, "SEARCH refused_sign_ins USING PRIMARY KEY (org=?)\n"},
    {Query::drop_old_refusals,
     "SEARCH refused_sign_ins USING COVERING INDEX refused_sign_ins_by_time (org=? AND last<?)\n"},
    {Query::find_identity,
     "SEARCH identities USING PRIMARY KEY (org=? AND issuer=? AND subject=?)\n"},
    {Query::identity_of,
     "SEARCH identities USING INDEX identities_by_member (org=? AND user_id=? AND issuer=?)\n"},
    {Query::org_settings, "SEARCH orgs USING INTEGER PRIMARY KEY (rowid=?)\n"},
    {Query::journal,
     "SEARCH j USING PRIMARY KEY (org=? AND seq>?)\n"
     "SEARCH v USING INDEX journal_values_by_seq (org=? AND seq=?) LEFT-JOIN\n"
     "SEARCH o USING INDEX journal_values_by_seq (org=? AND seq=?) LEFT-JOIN\n"},
    {Query::journal_back,
     "SEARCH j USING PRIMARY KEY (org=? AND seq>? AND seq<?)\n"
     "SEARCH v USING INDEX journal_values_by_seq (org=? AND seq=?) LEFT-JOIN\n"
     "SEARCH o USING INDEX journal_values_by_seq (org=? AND seq=?) LEFT-JOIN\n"},
    {Query::journal_about,
     "SEARCH j USING INDEX journal_by_subject (org=? AND subject_id=? AND seq>? AND seq<?)\n"
     "SEARCH v USING INDEX journal_values_by_seq (org=? AND seq=?) LEFT-JOIN\n"
     "SEARCH o USING INDEX journal_values_by_seq (org=? AND seq=?) LEFT-JOIN\n"},
    {Query::journal_about_from,
     "SEARCH journal USING COVERING INDEX journal_by_subject (org=? AND subject_id=? AND seq>? AND "
     "seq<?)\n"},
    {Query::trim_journal, "SEARCH journal USING PRIMARY KEY (org=? AND seq<?)\n"},
    {Query::trim_journal_values,
     "SEARCH journal_values USING INDEX journal_values_by_seq (org=? AND seq<?)\n"},
    {Query::journal_anchor,
     "SEARCH journal USING INDEX journal_by_subject (org=? AND subject_id=?)\n"},
    {Query::journal_first, "SEARCH journal USING PRIMARY KEY (org=?)\n"},
    {Query::journal_time, "SEARCH journal USING PRIMARY KEY (org=? AND seq=?)\n"},
    {Query::journal_head, "SEARCH journal USING PRIMARY KEY (org=?)\n"},
    {Query::journal_types, "SEARCH journal USING PRIMARY KEY (org=? AND seq>?)\n"},
    {Query::last_unsealed, "SEARCH unsealed USING INDEX unsealed_by_number (org=?)\n"},
    {Query::first_unsealed, "SEARCH unsealed USING INDEX unsealed_by_number (org=?)\n"},
    {Query::next_unsealed_org, "SEARCH unsealed USING COVERING INDEX unsealed_by_number (org>?)\n"},
    {Query::unsealed_of, "SEARCH unsealed USING INDEX unsealed_by_number (org=?)\n"},
    {Query::schemas, "SEARCH org_schemas USING INDEX org_schemas_by_urn (org=?)\n"},
    {Query::find_long_work,
     "SEARCH long_work USING PRIMARY KEY (org=? AND kind=? AND subject=?)\n"},
    {Query::due_long_work,
     "SEARCH w USING PRIMARY KEY (org>?)\nCORRELATED SCALAR SUBQUERY 1\n"
     "SEARCH orgs USING INTEGER PRIMARY KEY (rowid=?)\n"},
    {Query::kept_answers_after,
     "SEARCH kept_answers USING INDEX kept_answers_by_scope (org=? AND scope>?)\n"},
    {Query::has_answers_before,
     "SEARCH kept_answers USING COVERING INDEX kept_answers_by_time (created<?)\n"},
    {Query::find_operator_key, "SEARCH operator_keys USING PRIMARY KEY (lookup=?)\n"},
    {Query::find_operator_session, "SEARCH operator_sessions USING PRIMARY KEY (lookup=?)\n"},
    {Query::operator_sessions,
     "SEARCH operator_sessions USING INDEX operator_sessions_by_operator (operator_id=?)\n"},
    {Query::find_operator_by_key, "SEARCH operators USING INDEX operators_by_key (key=?)\n"},
    {Query::org_counts, "SEARCH counts USING PRIMARY KEY (org=?)\n"},
    {Query::active_samples,
     "SEARCH active_samples USING PRIMARY KEY (org=? AND hour>?)\n"
     "SCALAR SUBQUERY 1\n"
     "SEARCH active_samples USING PRIMARY KEY (org=? AND hour<?)\n"},
    {Query::delete_active_samples,
     "SEARCH active_samples USING PRIMARY KEY (org=? AND hour<?)\n"
     "SCALAR SUBQUERY 1\n"
     "SEARCH active_samples USING PRIMARY KEY (org=? AND hour<?)\n"},
    {Query::notices, "SEARCH notices USING PRIMARY KEY (org=?)\n"},
    {Query::delete_notice,
     "SEARCH notices USING PRIMARY KEY (org=? AND kind=? AND occurrence=? AND recipient=?)\n"},
    {Query::dismissals, "SEARCH dismissed_findings USING PRIMARY KEY (org=?)\n"},
    {Query::delete_dismissal,
     "SEARCH dismissed_findings USING PRIMARY KEY (org=? AND finding=?)\n"},
    {Query::find_org, "SEARCH orgs USING INDEX orgs_by_id (id=?)\n"},
};

// The lists of organisations, of operators and of their keys, and sums over all organisations.
bool reads_whole_table(Query query) {
  return query == Query::list_orgs || query == Query::operator_keys || query == Query::operators ||
         query == Query::count_orgs || query == Query::sum_counts;
}

void check_plans(Database& database) {
  for (std::size_t i = 0; i < query_count; ++i) {
    const auto query = static_cast<Query>(i);
    const std::string plan = plan_of(database, query);
    SCOPED_TRACE(text_of(query));
    if (const auto exact = exact_plans.find(query); exact != exact_plans.end()) {
      EXPECT_EQ(plan, exact->second);
    }
    if (!reads_whole_table(query)) {
      EXPECT_EQ(plan.find("SCAN "), std::string::npos) << plan;
    }
    EXPECT_EQ(plan.find("TEMP B-TREE"), std::string::npos) << plan;
  }
}

TEST(Queries, EachUsesItsIndex) {
  TestDatabase test;
  check_plans(test.database);
}

TEST(Queries, StatisticsChangeNoPlan) {
  TestDatabase test;
  fill(test);
  test.database.script("ANALYZE");
  Database fresh(test.path(), {});
  check_plans(fresh);
}

}  // namespace
}  // namespace provost::store::sqlite
