#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "api/loop/callers.h"
#include "base/clock.h"
#include "base/ip_network.h"
#include "base/result.h"
#include "identity/caller.h"
#include "scim/schema/schema.h"
#include "store/branding.h"
#include "store/store.h"

namespace provost::api {

// From where the identity provider may come; none: from everywhere.
std::vector<IpNetwork> networks_of(const store::OrgSettings& settings);
bool allows(const std::vector<IpNetwork>& networks, std::string_view address);

// An organisation as one event loop knows it.
struct OrgSnapshot {
  store::Org org;
  std::shared_ptr<const scim::schema::Registry> registry;
  std::vector<IpNetwork> allowed_networks;
};

// A member, or an IT contact, as the caller of the administration interface.
struct KnownMember {
  identity::Caller caller;
  store::OrgKey org_key{};
  std::string lookup;  // of the credential
  std::optional<Timestamp> expires;
};

// A token of an organisation.
struct KnownToken {
  std::string id;
  std::string lookup;
  std::string hash;
  std::optional<Timestamp> expires;
  std::string label;  // identity::label_of()
};

// Organisations, tokens and operator keys, cached for one event loop. The store's settings
// generation tells whether the cache is still valid. The next lookup notices a commit of this
// process, from any loop (an atomic load); changes by the CLI or another node, such as a revoked
// token, are checked every 200 ms, and a lookup fails if its check fails. The cache is bounded;
// when full it is emptied.
class Directory {
 public:
  Directory(store::Session& session, const Clock& clock) : session_(session), clock_(clock) {}

  // Null when there is no such organisation.
  std::shared_ptr<const OrgSnapshot> find(std::string_view org);
  // The newest first; empty only in a store that no server has opened yet.
  const std::vector<store::CursorKey>& cursor_keys();
  // The live token of that organisation whose text this is, or null; good until the next question.
  // Expiry is checked at every call.
  const KnownToken* find_token(const OrgSnapshot& org, std::string_view text);
  // The token of that organisation whose text this is, where it has expired; null else.
  const KnownToken* find_ended_token(const OrgSnapshot& org, std::string_view text);
  // What find() and find_token() have last said is at least as new as this generation of the
  // settings: if the store still has it, nothing of that has changed.
  std::int64_t generation() const { return generation_; }
  // How the product looks; good until the next question.
  const store::Branding& branding();
  // Null when there is no logo.
  std::shared_ptr<const std::string> branding_logo();
  // The operator's key whose text this is; its id.
  std::optional<std::string> find_operator_id(std::string_view text);
  // The operator whose living session this is. Not cached, so that it ends at once when it is
  // revoked. Code::unauthenticated.
  Result<KnownOperator> find_operator(std::string_view text);
  // The member whose living API key or session this is, by what their access is now. Not cached:
  // it costs two index lookups, and ends the moment that the access does (design §2.11).
  // Code::unauthenticated, which tells the holder of one that lived why it does so no more;
  // Code::forbidden as long as the organisation is suspended.
  Result<KnownMember> find_member(std::string_view text);
  // The IT contact whose living session this is, likewise.
  Result<KnownMember> find_contact(std::string_view text);
  // Either of them, by what the text is.
  Result<KnownMember> find_insider(std::string_view text);

 private:
  void refresh();
  bool is_fresh(Timestamp now) const;
  std::shared_ptr<const scim::schema::Registry> load_registry(const store::Org& org);
  const KnownToken* find_any_token(const OrgSnapshot& org, std::string_view text);
  std::optional<KnownToken> load_token(const OrgSnapshot& org, const std::string& lookup);

  store::Session& session_;
  const Clock& clock_;
  Timestamp checked_;
  std::int64_t generation_ = -1;
  std::unordered_map<std::string, std::shared_ptr<const OrgSnapshot>> orgs_;
  std::unordered_map<std::string, KnownToken> tokens_;  // by organisation key and lookup part
  std::unordered_map<std::string, store::OperatorKey> operator_keys_;  // by lookup part
  std::vector<store::CursorKey> cursor_keys_;
  store::Branding branding_;
  std::shared_ptr<const std::string> logo_;  // null until somebody asked for it
};

}  // namespace provost::api
