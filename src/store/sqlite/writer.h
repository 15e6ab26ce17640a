#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "store/sqlite/access_writer.h"
#include "store/sqlite/batch.h"
#include "store/sqlite/journal_writes.h"
#include "store/sqlite/reads.h"

namespace provost::store::sqlite {

// One unit's view of the write transaction. Every change either happens whole or, when it returns
// an error, not at all: a unit may go on after a refused change.
class SqliteWriter final : public WithReads<Writer> {
 public:
  SqliteWriter(Database& database, OrgKey org, Batch& batch);

  std::size_t count(TypeNumber type) override;

  Result<void> insert(TypeNumber type, const ResourceId& id,
                      const scim::resource::ValidResource& resource, Timestamp now) override;
  Result<void> update(TypeNumber type, const ResourceId& id,
                      const std::vector<scim::IndexKey>& old_keys,
                      const scim::resource::ValidResource& resource, Timestamp now) override;
  void touch(TypeNumber type, const ResourceId& id, Timestamp now) override;
  std::vector<ResourceId> remove(TypeNumber type, const ResourceId& id,
                                 const std::vector<scim::IndexKey>& keys, Timestamp now) override;
  MemberDelta change_members(const ResourceId& group, const scim::RelationChange& change) override;

  void insert_token(const Token& token) override;
  void expire_tokens(std::string_view except, Timestamp at,
                     std::optional<Timestamp> next_notice) override;
  bool expire_token(std::string_view id, Timestamp at) override;
  void set_token_notice(std::string_view id, std::optional<Timestamp> next_notice) override;
  void mark_token_used(std::string_view id, Timestamp at, std::string_view ip,
                       std::string_view agent) override;
  void save_settings(const OrgSettings& settings) override;
  void save_schema(const SchemaRecord& record) override;
  void remove_schema(std::string_view urn) override;

  void append(JournalEntry entry) override;
  std::optional<std::vector<std::string>> types_since(std::int64_t seq, std::size_t limit) override;
  void ask_receipt(std::shared_ptr<Receipt> receipt) override;
  AccessWriter& change_access() override { return access_changes_; }
  CredentialWriter& change_credentials() override { return credential_changes_; }
  KeptAnswerWriter& change_kept_answers() override { return kept_answer_changes_; }
  SignInWriter& change_sign_in() override { return sign_in_changes_; }
  HistoryWriter& change_history() override { return history_changes_; }
  LongWorkWriter& change_long_work() override { return long_work_changes_; }
  SetupLinkWriter& change_setup_links() override { return setup_link_changes_; }
  JournalWriter& change_journal() override { return journal_changes_; }

 private:
  // All of the keys, or none and Code::uniqueness.
  Result<void> insert_keys(TypeNumber type, const ResourceId& id,
                           std::span<const scim::IndexKey> keys,
                           const scim::resource::ValidResource& resource);
  bool insert_key(TypeNumber type, const ResourceId& id, const scim::IndexKey& key);
  void delete_keys(TypeNumber type, const ResourceId& id, std::span<const scim::IndexKey> keys);
  Error taken(const scim::IndexKey& key, const scim::resource::ValidResource& resource);

  void clear_members(const ResourceId& group, const std::vector<ResourceId>& kept,
                     MemberDelta& delta);
  void remove_members(const ResourceId& group, const std::vector<ResourceId>& ids,
                      MemberDelta& delta);
  void add_members(const ResourceId& group, const std::vector<ResourceId>& ids, MemberDelta& delta);
  void remove_members_of(TypeNumber type, const ResourceId& group);
  bool add_member(const ResourceId& group, const ResourceId& id);
  std::vector<ResourceId> leave_groups(const ResourceId& member, Timestamp now);

  Database& database_;
  OrgKey org_;
  Batch& batch_;
  SqliteAccessWriter access_changes_;
  SqliteCredentialWriter credential_changes_;
  SqliteKeptAnswerWriter kept_answer_changes_;
  SqliteSignInWriter sign_in_changes_;
  SqliteHistoryWriter history_changes_;
  SqliteLongWorkWriter long_work_changes_;
  SqliteSetupLinkWriter setup_link_changes_;
  JournalWrites journal_changes_;
};

}  // namespace provost::store::sqlite
