#include "store/sqlite/catalogue.h"
#include "store/sqlite/writer.h"

namespace provost::store::sqlite {

void SqliteWriter::insert_token(const Token& token) {
  database_.execute(Query::insert_token, org_, token.id, token.lookup, Blob{token.hash},
                    token.created, token.expires, token.last_used, token.last_used_ip,
                    token.last_used_agent, token.next_notice, token.name);
  database_.execute(Query::bump_settings_generation);
}

void SqliteWriter::expire_tokens(std::string_view except, Timestamp at,
                                 std::optional<Timestamp> next_notice) {
  database_.execute(Query::expire_other_tokens, org_, except, at, next_notice);
  database_.execute(Query::bump_settings_generation);
}

bool SqliteWriter::expire_token(std::string_view id, Timestamp at) {
  const bool exists = database_.execute(Query::expire_token, org_, id, at) == 1;
  if (exists) {
    database_.execute(Query::bump_settings_generation);
  }
  return exists;
}

void SqliteWriter::set_token_notice(std::string_view id, std::optional<Timestamp> next_notice) {
  database_.execute(Query::set_token_notice, org_, id, next_notice);
}

// The token itself does not change: servers with cached tokens need not read them again.
void SqliteWriter::mark_token_used(std::string_view id, Timestamp at, std::string_view ip,
                                   std::string_view agent) {
  database_.execute(Query::mark_token_used, org_, id, at, ip, agent);
}

void SqliteWriter::save_settings(const OrgSettings& settings) {
  const std::string networks = joined(settings.allowed_networks);
  database_.execute(Query::save_settings, org_, settings.name, settings.profile,
                    settings.scim_enabled, settings.reject_extra, settings.strict,
                    number_of(settings.default_access), networks, settings.suspended,
                    settings.log_bodies, number_of(settings.provider), settings.users_only);
  database_.execute(Query::bump_settings_generation);
}

void SqliteWriter::save_schema(const SchemaRecord& record) {
  database_.execute(Query::save_schema, org_, record.urn, record.type, record.required,
                    record.presence, record.definition, record.next);
  database_.execute(Query::bump_schemas_revision, org_);
  database_.execute(Query::bump_settings_generation);
}

void SqliteWriter::remove_schema(std::string_view urn) {
  database_.execute(Query::delete_schema, org_, urn);
  database_.execute(Query::bump_schemas_revision, org_);
  database_.execute(Query::bump_settings_generation);
}

}  // namespace provost::store::sqlite
