#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "store/records.h"

// Setup links and the IT contacts who redeem them (design rule 29). A link is redeemed once, so
// the session that it opens is the second half of its row: nothing can revoke the one and forget
// the other (docs/decisions/0031). Neither secret is ever stored as its text.
namespace provost::store {

// Why a link and its session ended before their time. The numbers are stored.
enum class LinkEnd : std::uint8_t { none = 0, revoked = 1, signed_out = 2 };

struct SetupLink {
  std::string id;  // UUID text
  std::string lookup;
  std::string hash;
  std::string name;        // of the IT contact; may be empty until the link is redeemed
  std::string email;       // empty for none
  std::string return_url;  // where the contact came from; empty for none
  bool keep = false;       // outlives the first sign-in of an Admin (Human)
  Timestamp created;
  std::string created_by;      // the actor, as in the journal
  Timestamp expires;           // of the link, and of its session
  Use redeemed;                // `at` is empty until then
  std::string session_lookup;  // empty until redeemed, like the hash
  std::string session_hash;
  Use last_use;  // of the session
  std::optional<Timestamp> ended;
  LinkEnd end = LinkEnd::none;
};

// A link as it is found before anybody knows whose it is.
struct FoundSetupLink {
  OrgKey org_key{};
  OrgId org;
  std::string org_name;
  bool suspended = false;  // the organisation
  SetupLink link;
};

class SetupLinkReader {
 public:
  virtual ~SetupLinkReader() = default;
  // The oldest first, ended ones included. A caller bounds how many there are.
  virtual std::vector<SetupLink> all() = 0;
  virtual std::optional<SetupLink> find(std::string_view id) = 0;
};

class SetupLinkWriter : public SetupLinkReader {
 public:
  virtual void insert(const SetupLink& link) = 0;
  // Everything but the link's own secret and who made it when. The link must exist.
  virtual void update(const SetupLink& link) = 0;
  // False when there is no such link.
  virtual bool remove(std::string_view id) = 0;
  virtual void mark_used(std::string_view session_lookup, const Use& use) = 0;
};

}  // namespace provost::store
