#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "scim/resource/key_range.h"
#include "scim/resource/resource.h"
#include "scim/resource/validate.h"
#include "scim/schema/schema.h"
#include "store/records.h"

namespace provost::store {

using scim::KeyRange;
using scim::schema::IndexNumber;
using scim::schema::TypeNumber;

// The part of an ordered walk that is wanted, counted from its end when `descending`.
struct Span {
  bool descending = false;
  std::size_t skip = 0;
  std::size_t limit = 0;
};

// A place in the order of last modification; ids order resources modified in the same moment.
struct Modified {
  Timestamp at;
  ResourceId id;
};

// Parts of a transaction that have a header of their own, named like them.
class Catalogue;
class AccessReader;
class AccessWriter;
class JournalReader;
class JournalWriter;
class CredentialReader;
class CredentialWriter;
class KeptAnswerReader;
class KeptAnswerWriter;
class SignInReader;
class SignInWriter;
class OperatorReader;
class OperatorWriter;
class HistoryReader;
class HistoryWriter;
class LongWorkReader;
class LongWorkWriter;
class SetupLinkReader;
class SetupLinkWriter;
struct FoundCredential;
struct FoundSetupLink;
struct SealedSignIn;
struct DueWork;
struct LongWork;
struct Branding;

// A consistent view of one organisation. It is born with its OrgKey, so that no query can forget
// the tenant; another organisation's id is simply not there.
//
// Faults of the infrastructure (disk, corrupt file) are exceptions. A read in place that exceeds
// its row bound throws BeyondBound, which Session turns into a run on the read pool.
class Reader {
 public:
  virtual ~Reader() = default;

  virtual std::optional<scim::Stored> load(TypeNumber type, const ResourceId& id) = 0;
  // The type of whatever resource has that id.
  virtual std::optional<TypeNumber> type_of(const ResourceId& id) = 0;
  // Ids under an index key, ascending, at most `limit`.
  virtual std::vector<ResourceId> lookup(TypeNumber type, IndexNumber index, std::string_view key,
                                         std::size_t limit) = 0;
  // The same beyond `after`, and how many there are, for an index whose keys many may share.
  virtual std::vector<ResourceId> lookup_after(TypeNumber type, IndexNumber index,
                                               std::string_view key, const ResourceId& after,
                                               std::size_t limit) = 0;
  virtual std::size_t count_keys(TypeNumber type, IndexNumber index, std::string_view key) = 0;
  // The next index that has keys, unique ones or others, whether an attribute has it or not.
  virtual std::optional<IndexNumber> index_after(TypeNumber type, IndexNumber after) = 0;
  // Resources in the order of their ids: of those beyond `beyond`, or of all.
  virtual std::vector<scim::Stored> walk(TypeNumber type, const std::optional<ResourceId>& beyond,
                                         const Span& span) = 0;
  std::vector<scim::Stored> page(TypeNumber type, std::size_t offset, std::size_t limit) {
    return walk(type, std::nullopt, {.skip = offset, .limit = limit});
  }
  std::vector<scim::Stored> page_after(TypeNumber type, const ResourceId& after,
                                       std::size_t limit) {
    return walk(type, after, {.limit = limit});
  }
  // Ids strictly between two others, ascending.
  virtual std::vector<ResourceId> ids_between(TypeNumber type, const ResourceId& above,
                                              const ResourceId& below, std::size_t limit) = 0;
  // Ids in the order of their keys in an index: of the keys from `from` on and before `end`. An
  // index that is not unique is only walked forwards.
  virtual std::vector<ResourceId> walk_keys(TypeNumber type, IndexNumber index,
                                            const KeyRange& range, const Span& span) = 0;
  // Ids in the order of their last modification, strictly between two places in it.
  virtual std::vector<ResourceId> walk_modified(TypeNumber type, const Modified& above,
                                                const Modified& below, const Span& span) = 0;
  // From a kept count, not by counting.
  virtual std::size_t count(TypeNumber type) = 0;
  // Grows when a resource goes or comes to stand before others: as long as it stands still, each
  // resource keeps its place in the order of ids.
  virtual std::int64_t shifts(TypeNumber type) = 0;

  virtual bool is_member(const ResourceId& group, const ResourceId& member) = 0;
  // Direct members in the order of their ids, those beyond `after`.
  virtual std::vector<scim::Member> members(const ResourceId& group, const ResourceId& after,
                                            std::size_t limit) = 0;
  // From a kept count.
  virtual std::size_t member_count(const ResourceId& group) = 0;
  // Groups that hold `member` directly, in the order of their ids.
  virtual std::vector<scim::Member> groups_of(const ResourceId& member, const ResourceId& after,
                                              std::size_t limit) = 0;

  virtual OrgSettings settings() = 0;

  virtual std::vector<Token> tokens() = 0;
  virtual std::optional<Token> find_token(std::string_view lookup) = 0;

  // The organisation's own schemas, in the order of their URNs.
  virtual std::vector<SchemaRecord> schemas() = 0;
  virtual std::int64_t schemas_revision() = 0;

  // Live as long as the reader, like the other parts.
  virtual AccessReader& access() = 0;
  virtual JournalReader& journal() = 0;
  // The short form of journal().after(): sealed entries beyond `after`, oldest first.
  std::vector<SealedEntry> journal(std::int64_t after, std::size_t limit);
  virtual CredentialReader& credentials() = 0;
  virtual KeptAnswerReader& kept_answers() = 0;
  virtual SignInReader& sign_in() = 0;
  virtual HistoryReader& history() = 0;
  virtual LongWorkReader& long_work() = 0;
  virtual SetupLinkReader& setup_links() = 0;
  // What stands above organisations, in the same view: whether those who ask still may.
  virtual Catalogue& catalogue() = 0;
};

// What change_members() did: only ids that really came or went.
struct MemberDelta {
  std::vector<ResourceId> added;
  std::vector<ResourceId> removed;
  // Ids to add that name no resource of the organisation (design §2.16: skipped and reported).
  std::vector<ResourceId> unknown;
  bool is_empty() const { return added.empty() && removed.empty(); }
};

// A Reader that also changes things. Its changes become visible and durable together with those of
// the other units of the same batch, or not at all.
class Writer : public Reader {
 public:
  // Code::uniqueness, with the name of the holder's id in the detail, when a unique key is taken.
  virtual Result<void> insert(TypeNumber type, const ResourceId& id,
                              const scim::resource::ValidResource& resource, Timestamp now) = 0;
  // Replaces the document and moves index keys from `old_keys` to those of `resource`; version
  // grows by one, last_modified becomes `now`. The resource must exist.
  virtual Result<void> update(TypeNumber type, const ResourceId& id,
                              const std::vector<scim::IndexKey>& old_keys,
                              const scim::resource::ValidResource& resource, Timestamp now) = 0;
  // Version and last_modified only: for a group whose members changed.
  virtual void touch(TypeNumber type, const ResourceId& id, Timestamp now) = 0;
  // Takes the resource, its keys and its memberships in both directions away; groups that held it
  // are touched and returned.
  virtual std::vector<ResourceId> remove(TypeNumber type, const ResourceId& id,
                                         const std::vector<scim::IndexKey>& keys,
                                         Timestamp now) = 0;
  // Set operations on the members of a group: reads and writes one row for each id named, and the
  // others only for `clear`. Keeps the member count; does not touch() the group.
  virtual MemberDelta change_members(const ResourceId& group,
                                     const scim::RelationChange& change) = 0;

  virtual void insert_token(const Token& token) = 0;
  // Sets the expiry of every token but `except` that would live longer to `at`, and when to say so.
  virtual void expire_tokens(std::string_view except, Timestamp at,
                             std::optional<Timestamp> next_notice) = 0;
  // False when there is no such token. No more warnings follow.
  virtual bool expire_token(std::string_view id, Timestamp at) = 0;
  virtual void set_token_notice(std::string_view id, std::optional<Timestamp> next_notice) = 0;
  virtual void mark_token_used(std::string_view id, Timestamp at, std::string_view ip,
                               std::string_view agent) = 0;

  virtual void save_settings(const OrgSettings& settings) = 0;

  // Adds the schema, or replaces that of the same URN.
  virtual void save_schema(const SchemaRecord& record) = 0;
  virtual void remove_schema(std::string_view urn) = 0;

  // Appends to the journal. No number yet: the store numbers at commit, and seals then or, when a
  // batch has very many entries, shortly after.
  virtual void append(JournalEntry entry) = 0;
  // The types of the entries beyond number `seq` (JournalBounds::numbered), with those that this
  // batch has appended so far. Nothing when there are more than `limit`, or when some of them wait
  // to be sealed.
  virtual std::optional<std::vector<std::string>> types_since(std::int64_t seq,
                                                              std::size_t limit) = 0;
  // Asks for the numbers that the entries of this unit get. Filled in before the unit's Done is
  // called, if it was committed; a store that numbers later leaves it as it is.
  virtual void ask_receipt(std::shared_ptr<Receipt> receipt) = 0;

  virtual AccessWriter& change_access() = 0;
  virtual CredentialWriter& change_credentials() = 0;
  virtual KeptAnswerWriter& change_kept_answers() = 0;
  virtual SignInWriter& change_sign_in() = 0;
  virtual HistoryWriter& change_history() = 0;
  virtual LongWorkWriter& change_long_work() = 0;
  virtual SetupLinkWriter& change_setup_links() = 0;
  virtual JournalWriter& change_journal() = 0;
};

// What all organisations have together.
struct CatalogueTotals {
  std::size_t organisations = 0;
  OrgCounts counts;
};

// What stands above organisations: which there are.
class Catalogue {
 public:
  virtual ~Catalogue() = default;
  virtual std::optional<Org> find(const OrgId& id) = 0;
  // In the order of their ids, those beyond `after`.
  virtual std::vector<Org> list(const OrgId& after, std::size_t limit) = 0;
  // The greatest key that an organisation ever got here, also one that was removed.
  virtual OrgKey newest_org() = 0;
  // From kept counts.
  virtual OrgCounts counts(OrgKey org) = 0;
  virtual CatalogueTotals totals() = 0;
  // Grows with every change of an organisation's settings, tokens or schemas, of the operator's or
  // the cursor keys, or of the branding, by this process or another.
  virtual std::int64_t settings_generation() = 0;
  // The newest first.
  virtual std::vector<CursorKey> cursor_keys() = 0;
  // Work that may be done now, of the first organisation beyond `after` that has any. Work that
  // was set back for more than `rest_s_max` is due too: a clock that went back does not stop it.
  virtual std::optional<DueWork> due_work(OrgKey after, Timestamp now, std::int64_t rest_s_max) = 0;
  // Whether some organisation keeps an answer that was made before that moment.
  virtual bool has_answers_before(Timestamp at) = 0;

  // In the order of their lookups.
  virtual std::vector<OperatorKey> operator_keys() = 0;
  virtual std::optional<OperatorKey> find_operator_key(std::string_view lookup) = 0;

  // The people who operate the installation; lives as long as the catalogue.
  virtual OperatorReader& operators() = 0;

  // Whose credential has that lookup part, in whichever organisation.
  virtual std::optional<FoundCredential> find_credential(std::string_view lookup) = 0;
  // The setup link of that lookup part, and the one whose session has it, likewise.
  virtual std::optional<FoundSetupLink> find_setup_link(std::string_view lookup) = 0;
  virtual std::optional<FoundSetupLink> find_contact(std::string_view session_lookup) = 0;
  // Client secrets that are set, of the organisations beyond `after`, in the order of their keys.
  virtual std::vector<SealedSignIn> sealed_sign_ins(OrgKey after, std::size_t limit) = 0;
  virtual Branding branding() = 0;
  // Up to some 64 kB; empty when there is none.
  virtual std::string branding_logo() = 0;
  // Tokens of all organisations whose next notice is due, the longest due first.
  virtual std::vector<DueNotice> due_notices(Timestamp now, std::size_t limit) = 0;
};

class CatalogueWriter : public Catalogue {
 public:
  // Code::uniqueness when the id is taken.
  virtual Result<OrgKey> create(const OrgId& id, const OrgSettings& settings, Timestamp now) = 0;
  // Code::not_found. Marks it deleted at once and notes the removal as long work; its rows go in
  // slices with purge().
  virtual Result<OrgKey> remove(const OrgId& id) = 0;
  // One organisation in the same transaction, for writes that belong to a change above it; null
  // when it was removed. `installation` is always there. Lives as long as the catalogue.
  virtual Writer* within(OrgKey org) = 0;
  // Adds a generation, and takes all but the two newest away.
  virtual void add_cursor_key(std::string_view key, Timestamp now) = 0;
  virtual void insert_operator_key(const OperatorKey& key) = 0;
  virtual void mark_operator_key_used(std::string_view id, const Use& use) = 0;
  // False when there is no such key.
  virtual bool remove_operator_key(std::string_view id) = 0;
  virtual OperatorWriter& change_operators() = 0;
  // Everything but the logo.
  virtual void save_branding(const Branding& branding) = 0;
  // Empty content deletes it; type and digest are then empty too.
  virtual void save_branding_logo(std::string_view type, std::string_view digest,
                                  std::string_view content) = 0;
  // Deletes at most `rows` rows of a removed organisation; false when none are left, or when it was
  // not removed.
  virtual bool purge(OrgKey org, std::size_t rows) = 0;
  // Sets the removal of an organisation back after a failure (LongWork), unless it is done.
  virtual void save_removal(OrgKey org, const LongWork& work) = 0;
  // Deletes at most `rows` kept answers of all organisations from before that time.
  virtual void remove_answers_before(Timestamp at, std::size_t rows) = 0;
};

}  // namespace provost::store
