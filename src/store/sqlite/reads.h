#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "store/sqlite/access_reads.h"
#include "store/sqlite/catalogue.h"
#include "store/sqlite/credentials.h"
#include "store/sqlite/database.h"
#include "store/sqlite/history.h"
#include "store/sqlite/journal_reads.h"
#include "store/sqlite/kept_answers.h"
#include "store/sqlite/long_work.h"
#include "store/sqlite/row_budget.h"
#include "store/sqlite/setup_links.h"
#include "store/sqlite/sign_in.h"
#include "store/transaction.h"

namespace provost::store::sqlite {

// The resource types that a store can hold; ids are unique across them. Users first: most are.
inline constexpr std::array known_types{scim::schema::user_type, scim::schema::group_type};

// What store::Reader promises, as SQL on one connection. Shared by readers and the writer.
class Reads {
 public:
  Reads(Database& database, OrgKey org, RowBudget& budget)
      : database_(database), org_(org), budget_(budget) {}

  std::optional<scim::Stored> load(TypeNumber type, const ResourceId& id);
  std::optional<TypeNumber> type_of(const ResourceId& id);
  std::vector<ResourceId> lookup(TypeNumber type, IndexNumber index, std::string_view key,
                                 std::size_t limit);
  std::vector<ResourceId> lookup_after(TypeNumber type, IndexNumber index, std::string_view key,
                                       const ResourceId& after, std::size_t limit);
  std::size_t count_keys(TypeNumber type, IndexNumber index, std::string_view key);
  std::optional<IndexNumber> index_after(TypeNumber type, IndexNumber after);
  std::optional<ResourceId> find_unique(TypeNumber type, IndexNumber index, std::string_view key);
  bool has_beyond(TypeNumber type, const ResourceId& id);
  std::vector<scim::Stored> walk(TypeNumber type, const std::optional<ResourceId>& beyond,
                                 const Span& span);
  std::vector<ResourceId> ids_between(TypeNumber type, const ResourceId& above,
                                      const ResourceId& below, std::size_t limit);
  std::vector<ResourceId> walk_keys(TypeNumber type, IndexNumber index, const KeyRange& range,
                                    const Span& span);
  std::vector<ResourceId> walk_modified(TypeNumber type, const Modified& above,
                                        const Modified& below, const Span& span);
  std::size_t count(TypeNumber type);
  std::int64_t shifts(TypeNumber type);

  bool is_member(const ResourceId& group, const ResourceId& member);
  std::vector<scim::Member> members(const ResourceId& group, const ResourceId& after,
                                    std::size_t limit);
  std::size_t member_count(const ResourceId& group);
  std::vector<scim::Member> groups_of(const ResourceId& member, const ResourceId& after,
                                      std::size_t limit);

  OrgSettings settings();
  std::vector<Token> tokens();
  std::optional<Token> find_token(std::string_view lookup);
  std::vector<SchemaRecord> schemas();
  std::int64_t schemas_revision();

 private:
  bool step(Run& run);
  std::vector<ResourceId> take_ids(Run& run);

  Database& database_;
  OrgKey org_;
  RowBudget& budget_;
};

// Reader or Writer with the reading half done.
template <class Interface>
class WithReads : public Interface {
 public:
  WithReads(Database& database, OrgKey org, RowBudget budget)
      : budget_(budget),
        reads_(database, org, budget_),
        access_(database, org, budget_),
        journal_(database, org, budget_),
        credentials_(database, org, budget_),
        kept_answers_(database, org, budget_),
        sign_in_(database, org, budget_),
        history_(database, org, budget_),
        long_work_(database, org, budget_),
        setup_links_(database, org, budget_),
        catalogue_(database) {}
  WithReads(const WithReads&) = delete;
  WithReads& operator=(const WithReads&) = delete;

  std::optional<scim::Stored> load(TypeNumber type, const ResourceId& id) override {
    return reads_.load(type, id);
  }
  std::optional<TypeNumber> type_of(const ResourceId& id) override { return reads_.type_of(id); }
  std::vector<ResourceId> lookup(TypeNumber type, IndexNumber index, std::string_view key,
                                 std::size_t limit) override {
    return reads_.lookup(type, index, key, limit);
  }
  std::vector<ResourceId> lookup_after(TypeNumber type, IndexNumber index, std::string_view key,
                                       const ResourceId& after, std::size_t limit) override {
    return reads_.lookup_after(type, index, key, after, limit);
  }
  std::size_t count_keys(TypeNumber type, IndexNumber index, std::string_view key) override {
    return reads_.count_keys(type, index, key);
  }
  std::optional<IndexNumber> index_after(TypeNumber type, IndexNumber after) override {
    return reads_.index_after(type, after);
  }
  std::vector<scim::Stored> walk(TypeNumber type, const std::optional<ResourceId>& beyond,
                                 const Span& span) override {
    return reads_.walk(type, beyond, span);
  }
  std::vector<ResourceId> ids_between(TypeNumber type, const ResourceId& above,
                                      const ResourceId& below, std::size_t limit) override {
    return reads_.ids_between(type, above, below, limit);
  }
  std::vector<ResourceId> walk_keys(TypeNumber type, IndexNumber index, const KeyRange& range,
                                    const Span& span) override {
    return reads_.walk_keys(type, index, range, span);
  }
  std::vector<ResourceId> walk_modified(TypeNumber type, const Modified& above,
                                        const Modified& below, const Span& span) override {
    return reads_.walk_modified(type, above, below, span);
  }
  std::size_t count(TypeNumber type) override { return reads_.count(type); }
  std::int64_t shifts(TypeNumber type) override { return reads_.shifts(type); }
  bool is_member(const ResourceId& group, const ResourceId& member) override {
    return reads_.is_member(group, member);
  }
  std::vector<scim::Member> members(const ResourceId& group, const ResourceId& after,
                                    std::size_t limit) override {
    return reads_.members(group, after, limit);
  }
  std::size_t member_count(const ResourceId& group) override { return reads_.member_count(group); }
  std::vector<scim::Member> groups_of(const ResourceId& member, const ResourceId& after,
                                      std::size_t limit) override {
    return reads_.groups_of(member, after, limit);
  }
  OrgSettings settings() override { return reads_.settings(); }
  std::vector<Token> tokens() override { return reads_.tokens(); }
  std::optional<Token> find_token(std::string_view lookup) override {
    return reads_.find_token(lookup);
  }
  std::vector<SchemaRecord> schemas() override { return reads_.schemas(); }
  std::int64_t schemas_revision() override { return reads_.schemas_revision(); }
  using Interface::journal;
  JournalReader& journal() override { return journal_; }
  AccessReader& access() override { return access_; }
  CredentialReader& credentials() override { return credentials_; }
  KeptAnswerReader& kept_answers() override { return kept_answers_; }
  SignInReader& sign_in() override { return sign_in_; }
  HistoryReader& history() override { return history_; }
  LongWorkReader& long_work() override { return long_work_; }
  SetupLinkReader& setup_links() override { return setup_links_; }
  Catalogue& catalogue() override { return catalogue_; }

 protected:
  Reads& reads() { return reads_; }

 private:
  RowBudget budget_;  // of all parts together
  Reads reads_;
  AccessReads access_;
  JournalReads journal_;
  CredentialReads credentials_;
  KeptAnswerReads kept_answers_;
  SignInReads sign_in_;
  HistoryReads history_;
  LongWorkReads long_work_;
  SetupLinkReads setup_links_;
  SqliteCatalogue catalogue_;
};

class SqliteReader final : public WithReads<Reader> {
 public:
  using WithReads::WithReads;
};

// Runs a read on the snapshot that its first statement takes, and lets go of it however the read
// ends.
template <class Work>
void on_snapshot(Database& database, const Work& work) {
  database.execute(Query::begin);
  try {
    work();
  } catch (...) {
    if (database.in_transaction()) {
      database.execute(Query::rollback);
    }
    throw;
  }
  database.execute(Query::commit);
}

}  // namespace provost::store::sqlite
