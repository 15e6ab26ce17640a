#include "api/directory.h"

#include <algorithm>
#include <stdexcept>

#include "admin/credentials.h"
#include "admin/operators.h"
#include "admin/token_text.h"
#include "store/schemas.h"

namespace provost::api {
namespace {

constexpr std::int64_t refresh_interval_ms = 200;
constexpr std::size_t cached_max = 10'000;

// Tokens are secrets of one organisation: the key of a cached one starts with it.
std::string cache_key(const store::Org& org, const std::string& lookup) {
  return std::to_string(static_cast<std::int64_t>(org.key)) + ':' + lookup;
}

Error unknown_credential() {
  return Error(Code::unauthenticated,
               "the key or session is missing, wrong, revoked or ended; sign in at /console, or "
               "make an operator's key with provost operator key NAME");
}

Error expired(store::CredentialKind kind) {
  return Error(Code::unauthenticated, kind == store::CredentialKind::session
                                          ? "the session has expired; sign in again"
                                          : "the API key has expired; make another");
}

// Only the holder of a credential that was good learns this.
Error lost_access(store::CredentialKind kind) {
  return Error(Code::unauthenticated,
               kind == store::CredentialKind::session
                   ? "the session has ended: the member was deactivated, lost their access or "
                     "became a service account"
                   : "the API key opens nothing any more: its member was deactivated, lost their "
                     "access or is no service account");
}

}  // namespace

Error organisation_suspended() {
  return Error(Code::forbidden,
               "the operator has suspended this organisation: nobody comes in and nothing changes "
               "until it is resumed; ask whoever runs the service");
}

bool OrgSnapshot::allows(std::string_view address) const {
  if (allowed_networks.empty()) {
    return true;
  }
  const std::optional<IpAddress> from = IpAddress::parse(address);
  return from && std::ranges::any_of(allowed_networks, [&](const IpNetwork& network) {
           return network.contains(*from);
         });
}

std::shared_ptr<const OrgSnapshot> Directory::find(std::string_view org) {
  refresh();
  const std::string id(org);
  if (const auto known = orgs_.find(id); known != orgs_.end()) {
    return known->second;
  }
  std::optional<store::Org> found;
  session_.catalogue([&](store::Catalogue& catalogue) { found = catalogue.find(OrgId(id)); });
  if (!found) {
    return nullptr;  // not cached: names that do not exist are without number
  }
  auto snapshot = std::make_shared<OrgSnapshot>();
  snapshot->registry = load_registry(*found);
  for (const std::string& network : found->settings.allowed_networks) {
    snapshot->allowed_networks.push_back(IpNetwork::parse(network).value());
  }
  snapshot->org = std::move(*found);
  if (orgs_.size() >= cached_max) {
    orgs_.clear();
  }
  orgs_.emplace(id, snapshot);
  return snapshot;
}

const std::vector<store::CursorKey>& Directory::cursor_keys() {
  refresh();
  return cursor_keys_;
}

std::optional<std::string> Directory::find_token_id(const OrgSnapshot& org, std::string_view text) {
  const std::optional<std::string> lookup = admin::lookup_of(text);
  if (!lookup) {
    return std::nullopt;
  }
  const std::string key = cache_key(org.org, *lookup);
  auto known = tokens_.find(key);
  if (known == tokens_.end()) {
    const std::optional<KnownToken> loaded = load_token(org, *lookup);
    if (!loaded) {
      return std::nullopt;
    }
    if (tokens_.size() >= cached_max) {
      tokens_.clear();
    }
    known = tokens_.emplace(key, *loaded).first;
  }
  const KnownToken& token = known->second;
  if (!admin::same_hash(token.hash, admin::hash_of(text)) ||
      (token.expires && *token.expires <= clock_.now())) {
    return std::nullopt;
  }
  return token.id;
}

// The schemas are read after the organisation: if they change in between, its revision is the older
// one, and what is written by them is refused until the cache starts afresh.
std::shared_ptr<const scim::schema::Registry> Directory::load_registry(const store::Org& org) {
  std::vector<store::SchemaRecord> records;
  const auto work = [&](store::Reader& reader) { records = reader.schemas(); };
  if (!session_.read_now(org.key, work)) {
    throw std::runtime_error("an organisation has more schemas than can be read in place");
  }
  return store::registry_of(org.settings.profile, records);
}

std::optional<std::string> Directory::find_operator_id(std::string_view text) {
  refresh();
  const std::optional<std::string> lookup = admin::lookup_of(text, admin::operator_key_prefix);
  if (!lookup) {
    return std::nullopt;
  }
  auto known = operator_keys_.find(*lookup);
  if (known == operator_keys_.end()) {
    std::optional<store::OperatorKey> found;
    session_.catalogue(
        [&](store::Catalogue& catalogue) { found = catalogue.find_operator_key(*lookup); });
    if (!found) {
      return std::nullopt;
    }
    known = operator_keys_.emplace(*lookup, std::move(*found)).first;
  }
  const store::OperatorKey& key = known->second;
  return admin::same_hash(key.hash, admin::hash_of(text)) ? std::optional(key.id) : std::nullopt;
}

Result<KnownOperator> Directory::find_operator(std::string_view text) {
  const std::optional<std::string> lookup = admin::lookup_of(text, admin::operator_session_prefix);
  if (!lookup) {
    return unknown_credential();
  }
  std::optional<store::OperatorSession> found;
  std::optional<store::Operator> one;
  session_.catalogue([&](store::Catalogue& catalogue) {
    found = catalogue.operators().find_session(*lookup);
    one = found ? catalogue.operators().find(found->operator_id) : std::nullopt;
  });
  if (!found || !admin::same_hash(found->hash, admin::hash_of(text))) {
    return unknown_credential();
  }
  if (!admin::is_live(*found, clock_.now())) {
    return expired(store::CredentialKind::session);
  }
  return KnownOperator{{admin::CallerKind::installation,
                        found->id,
                        {},
                        {},
                        found->operator_id,
                        one ? one->name : std::string()},
                       *lookup,
                       admin::end_of(*found)};
}

Result<KnownMember> Directory::find_member(std::string_view text) {
  std::optional<std::string> lookup = admin::lookup_of(text, admin::api_key_prefix);
  const auto kind = lookup ? store::CredentialKind::api_key : store::CredentialKind::session;
  if (!lookup) {
    lookup = admin::lookup_of(text, admin::session_prefix);
  }
  if (!lookup) {
    return unknown_credential();
  }
  std::optional<store::FoundCredential> found;
  session_.catalogue(
      [&](store::Catalogue& catalogue) { found = catalogue.find_credential(*lookup); });
  if (!found || found->credential.kind != kind ||
      !admin::same_hash(found->credential.hash, admin::hash_of(text))) {
    return unknown_credential();
  }
  if (found->credential.expires && *found->credential.expires <= clock_.now()) {
    return expired(kind);
  }
  if (found->suspended) {
    return organisation_suspended();
  }
  const std::optional<admin::CallerKind> caller = load_caller_kind(*found);
  if (!caller) {
    return lost_access(kind);
  }
  return KnownMember{
      {*caller, found->credential.id, found->credential.user.to_string(), found->org.str(), {}},
      found->org_key,
      *lookup,
      found->credential.expires};
}

std::optional<admin::CallerKind> Directory::load_caller_kind(const store::FoundCredential& found) {
  std::optional<admin::CallerKind> kind;
  const auto work = [&](store::Reader& reader) {
    kind = admin::caller_kind_of(reader, found.credential);
  };
  if (!session_.read_now(found.org_key, work)) {
    throw std::runtime_error("the access of one member cannot be read in place");
  }
  return kind;
}

void Directory::refresh() {
  const Timestamp now = clock_.now();
  if (now.ms - checked_.ms < refresh_interval_ms && now >= checked_) {
    return;
  }
  checked_ = now;
  std::int64_t generation = 0;
  std::vector<store::CursorKey> cursor_keys;
  session_.catalogue([&](store::Catalogue& catalogue) {
    generation = catalogue.settings_generation();
    if (generation != generation_) {
      cursor_keys = catalogue.cursor_keys();
    }
  });
  if (generation != generation_) {
    orgs_.clear();
    tokens_.clear();
    operator_keys_.clear();
    cursor_keys_ = std::move(cursor_keys);
    generation_ = generation;
  }
}

std::optional<Directory::KnownToken> Directory::load_token(const OrgSnapshot& org,
                                                           const std::string& lookup) {
  std::optional<store::Token> found;
  const auto work = [&](store::Reader& reader) { found = reader.find_token(lookup); };
  if (!session_.read_now(org.org.key, work) || !found) {
    return std::nullopt;
  }
  return KnownToken{found->id, found->hash, found->expires};
}

}  // namespace provost::api
