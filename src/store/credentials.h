#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/strong.h"
#include "base/uuid.h"
#include "store/records.h"

// What members call the administration interface with: API keys of service accounts and sessions of
// humans (design §2.11). They are kept like Secret Tokens, never as their text.
namespace provost::store {

// The numbers are stored.
enum class CredentialKind : std::uint8_t { api_key = 1, session = 2 };

struct Credential {
  std::string id;  // UUID text
  CredentialKind kind{};
  ResourceId user;
  std::string name;
  std::string lookup;
  std::string hash;
  Timestamp created;
  std::string created_by;  // the actor, as in the journal
  std::optional<Timestamp> expires;
  Use last_use;
};

// A credential as it is found before anybody knows whose it is.
struct FoundCredential {
  OrgKey org_key{};
  OrgId org;
  bool suspended = false;  // the organisation
  Credential credential;
};

class CredentialReader {
 public:
  virtual ~CredentialReader() = default;
  // Those of one member, the oldest first, beyond the id `after`. Expired ones are among them.
  virtual std::vector<Credential> of(const ResourceId& user, CredentialKind kind,
                                     std::string_view after, std::size_t limit) = 0;
  virtual std::size_t count(const ResourceId& user, CredentialKind kind) = 0;
  // The first member from that id on, in the order of ids, who has a credential.
  virtual std::optional<ResourceId> next_holder(const ResourceId& from) = 0;
};

class CredentialWriter {
 public:
  virtual ~CredentialWriter() = default;
  virtual void insert(const Credential& credential) = 0;
  // False when that member has no such credential.
  virtual bool remove(const ResourceId& user, CredentialKind kind, std::string_view id) = 0;
  // Those of one member that had expired by then.
  virtual void remove_expired(const ResourceId& user, CredentialKind kind, Timestamp now) = 0;
  // All of that kind of one member. Says how many had not expired by then.
  virtual std::size_t remove_all(const ResourceId& user, CredentialKind kind, Timestamp now) = 0;
  // The same of everybody whose access is the organisation's default.
  virtual std::size_t remove_by_default(CredentialKind kind, Timestamp now) = 0;
  virtual void mark_used(std::string_view lookup, const Use& use) = 0;
};

}  // namespace provost::store
