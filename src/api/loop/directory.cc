#include "api/loop/directory.h"

#include <algorithm>
#include <stdexcept>

#include "identity/setup_links.h"
#include "identity/token_label.h"
#include "identity/token_text.h"
#include "store/schemas.h"

namespace provost::api {
namespace {

constexpr std::int64_t refresh_interval_ms = 200;
constexpr std::size_t cached_max = 10'000;

// Tokens are secrets of one organisation, so the key of a cached one starts with it.
std::string cache_key(const store::Org& org, const std::string& lookup) {
  return std::to_string(static_cast<std::int64_t>(org.key)) + ':' + lookup;
}

bool has_ended(const KnownToken& token, Timestamp now) {
  return token.expires && *token.expires <= now;
}

}  // namespace

std::vector<IpNetwork> networks_of(const store::OrgSettings& settings) {
  std::vector<IpNetwork> networks;
  for (const std::string& network : settings.allowed_networks) {
    networks.push_back(IpNetwork::parse(network).value());
  }
  return networks;
}

bool allows(const std::vector<IpNetwork>& networks, std::string_view address) {
  if (networks.empty()) {
    return true;
  }
  const std::optional<IpAddress> from = IpAddress::parse(address);
  return from && std::ranges::any_of(
                     networks, [&](const IpNetwork& network) { return network.contains(*from); });
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
    return nullptr;  // not cached: there is no end of unknown names
  }
  auto snapshot = std::make_shared<OrgSnapshot>();
  snapshot->registry = load_registry(*found);
  snapshot->allowed_networks = networks_of(found->settings);
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

const store::Branding& Directory::branding() {
  refresh();
  return branding_;
}

std::shared_ptr<const std::string> Directory::branding_logo() {
  refresh();
  if (!logo_ && branding_.logo_bytes > 0) {
    session_.catalogue([&](store::Catalogue& catalogue) {
      logo_ = std::make_shared<const std::string>(catalogue.branding_logo());
    });
  }
  return logo_;
}

const KnownToken* Directory::find_token(const OrgSnapshot& org, std::string_view text) {
  const KnownToken* token = find_any_token(org, text);
  return token != nullptr && !has_ended(*token, clock_.now()) ? token : nullptr;
}

const KnownToken* Directory::find_ended_token(const OrgSnapshot& org, std::string_view text) {
  const KnownToken* token = find_any_token(org, text);
  return token != nullptr && has_ended(*token, clock_.now()) ? token : nullptr;
}

const KnownToken* Directory::find_any_token(const OrgSnapshot& org, std::string_view text) {
  const std::optional<std::string> lookup = identity::lookup_of(text);
  if (!lookup) {
    return nullptr;
  }
  const std::string key = cache_key(org.org, *lookup);
  auto known = tokens_.find(key);
  if (known == tokens_.end()) {
    const std::optional<KnownToken> loaded = load_token(org, *lookup);
    if (!loaded) {
      return nullptr;
    }
    if (tokens_.size() >= cached_max) {
      tokens_.clear();
    }
    known = tokens_.emplace(key, *loaded).first;
  }
  const KnownToken& token = known->second;
  return identity::same_hash(token.hash, identity::hash_of(text)) ? &token : nullptr;
}

// The schemas are read after the organisation: if they change in between, its revision is the older
// one, and writes based on them are refused until the cache starts afresh.
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
  const std::optional<std::string> lookup =
      identity::lookup_of(text, identity::operator_key_prefix);
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
  return identity::same_hash(key.hash, identity::hash_of(text)) ? std::optional(key.id)
                                                                : std::nullopt;
}

Result<KnownOperator> Directory::find_operator(std::string_view text) {
  std::optional<Result<KnownOperator>> known;
  session_.catalogue([&](store::Catalogue& catalogue) {
    known = operator_by_session(catalogue, text, clock_.now());
  });
  return std::move(*known);
}

Result<KnownMember> Directory::find_member(std::string_view text) {
  std::optional<Result<store::FoundCredential>> found;
  session_.catalogue(
      [&](store::Catalogue& catalogue) { found = credential_by(catalogue, text, clock_.now()); });
  TRY_ASSIGN(const store::FoundCredential one, std::move(*found));
  std::optional<Result<identity::Caller>> caller;
  const auto work = [&](store::Reader& reader) { caller = member_by(reader, one); };
  if (!session_.read_now(one.org_key, work)) {
    throw std::runtime_error("the access of one member cannot be read in place");
  }
  TRY_ASSIGN(identity::Caller known, std::move(*caller));
  return KnownMember{std::move(known), one.org_key, one.credential.lookup, one.credential.expires};
}

Result<KnownMember> Directory::find_contact(std::string_view text) {
  std::optional<Result<store::FoundSetupLink>> found;
  session_.catalogue(
      [&](store::Catalogue& catalogue) { found = contact_by(catalogue, text, clock_.now()); });
  TRY_ASSIGN(const store::FoundSetupLink one, std::move(*found));
  return KnownMember{identity::contact_of(one), one.org_key, one.link.session_lookup,
                     one.link.expires};
}

Result<KnownMember> Directory::find_insider(std::string_view text) {
  return text.starts_with(identity::contact_session_prefix) ? find_contact(text)
                                                            : find_member(text);
}

bool Directory::is_fresh(Timestamp now) const {
  return session_.committed_generation() <= generation_ &&
         now.ms - checked_.ms < refresh_interval_ms && now >= checked_;
}

// When the store fails to answer, this throws and leaves everything as it was, so that nobody is
// admitted on outdated data.
void Directory::refresh() {
  const Timestamp now = clock_.now();
  if (is_fresh(now)) {
    return;
  }
  std::int64_t generation = 0;
  std::vector<store::CursorKey> cursor_keys;
  store::Branding branding;
  session_.catalogue([&](store::Catalogue& catalogue) {
    generation = catalogue.settings_generation();
    if (generation != generation_) {
      cursor_keys = catalogue.cursor_keys();
      branding = catalogue.branding();
    }
  });
  checked_ = now;
  if (generation != generation_) {
    orgs_.clear();
    tokens_.clear();
    operator_keys_.clear();
    cursor_keys_ = std::move(cursor_keys);
    branding_ = std::move(branding);
    logo_.reset();
    generation_ = generation;
  }
}

std::optional<KnownToken> Directory::load_token(const OrgSnapshot& org, const std::string& lookup) {
  std::optional<store::Token> found;
  const auto work = [&](store::Reader& reader) { found = reader.find_token(lookup); };
  if (!session_.read_now(org.org.key, work) || !found) {
    return std::nullopt;
  }
  return KnownToken{found->id, found->lookup, found->hash, found->expires,
                    identity::label_of(*found)};
}

}  // namespace provost::api
