#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "access/target.h"
#include "base/clock.h"
#include "base/strong.h"
#include "base/uuid.h"
#include "scim/schema/schema.h"

namespace provost::store {

// An organisation's number in this store. It leads every key.
enum class OrgKey : std::int64_t {};
// What stands above organisations, where a row needs an organisation.
inline constexpr OrgKey installation{0};

// When and from where something was last used.
struct Use {
  std::optional<Timestamp> at;
  std::string address;
  std::string agent;
};

// Identity providers that the setup guide has a way for. The numbers are stored.
enum class Provider : std::uint8_t {
  entra = 1,
  okta = 2,
  onelogin = 3,
  jumpcloud = 4,
  ping = 5,
  other = 6,  // any that speaks SCIM
};

struct OrgSettings {
  std::string name;
  scim::schema::Profile profile = scim::schema::Profile::minimal;
  bool scim_enabled = false;
  bool reject_extra = false;  // extra attributes are a 400 instead of being dropped
  bool strict = false;        // conformance = strict
  // Access of people without a mapped group (design §2.9); never an Admin.
  std::optional<access::Target> default_access = access::Target::user_human;
  // From where the identity provider may come, as IpNetwork reads it; none: from everywhere.
  std::vector<std::string> allowed_networks;
  // The operator's own switch: blocks provisioning and sign-in; no data changes.
  bool suspended = false;
  bool log_bodies = false;  // the provisioning log keeps what requests and answers said
  // What the admin said in the setup guide.
  std::optional<Provider> provider;
  bool users_only = false;
};

// How many resources an organisation has.
struct OrgCounts {
  std::size_t users = 0;
  std::size_t groups = 0;
};

struct Org {
  OrgKey key{};
  OrgId id;
  OrgSettings settings;
  Timestamp created;
  // Grows with every change of the profile or of the organisation's own schemas, which is what
  // documents and index keys depend on.
  std::int64_t schemas_revision = 0;
};

// An extension schema of an organisation. Definitions are texts of scim::schema::write_schema().
struct SchemaRecord {
  std::string urn;  // in lower case: what finds it
  scim::schema::TypeNumber type = 0;
  bool required = false;
  scim::schema::IndexNumber presence = 0;
  std::string definition;
  // The definition that follows as soon as the stored values are gone that it has no place for
  // (docs/decisions/0010); empty text when the schema is removed.
  std::optional<std::string> next;
};

// A SCIM bearer token as it is kept: never its text. `lookup` is the part of the text that finds
// the row; `hash` is compared in constant time.
struct Token {
  std::string id;  // UUID text, for people and the API
  std::string lookup;
  std::string hash;
  Timestamp created;
  std::optional<Timestamp> expires;
  std::optional<Timestamp> last_used;
  std::string last_used_ip;
  std::string last_used_agent;
  // When the next expiry warning is due; nothing when there are no more.
  std::optional<Timestamp> next_notice;
  std::string name = {};  // may be empty
};

// A token of which it is time to say that it expires soon.
struct DueNotice {
  OrgKey org_key{};
  OrgId org;
  Token token;
};

// What page cursors are sealed with: 32 secret bytes that never leave the store and its servers.
// The two newest generations are kept, so that a new one ends no walk.
struct CursorKey {
  std::int64_t generation = 0;
  std::string key;
  Timestamp created;
};

// A key of the operator for the administration interface: never its text, like a Token.
struct OperatorKey {
  std::string id;
  std::string name;
  std::string lookup;
  std::string hash;
  Timestamp created;
  Use last_use;
};

// Where a request came from, as the text of a JSON object (api/loop/origin.h): personal, so it can
// be erased like the values of an entry. All entries of a request share one.
using Origin = std::shared_ptr<const std::string>;

// One fact for the ordered journal of an organisation (design §3). The store gives it its number
// and its link in the chain when the transaction commits. `data` is JSON without personal values;
// `values` is JSON with them, kept apart so that it can be erased without breaking the chain.
struct JournalEntry {
  std::string type;          // "user.created", "group.member_added", …: stable
  std::string subject_type;  // "user", "group", "token", "organisation"
  std::string subject_id;
  std::string actor;  // "token:<id>", "cli", …
  std::string cause;  // the request id
  std::string data;
  std::string values;
  Origin origin = {};  // null when no request brought it about
};

// The numbers of the entries that one unit of work appended; 0 when there are none.
struct Receipt {
  std::int64_t first_seq = 0;
  std::int64_t last_seq = 0;
};

struct SealedEntry {
  std::int64_t seq = 0;
  Timestamp time;
  JournalEntry entry;
  std::string mac;  // 32 bytes
};

}  // namespace provost::store
