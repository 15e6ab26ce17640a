#include "oidc/providers.h"

#include <utility>

#include <fmt/format.h>

namespace provost::oidc {
namespace {

// Beyond this number it starts afresh.
constexpr std::size_t known_max = 1000;

template <class Map>
void make_room(Map& map) {
  if (map.size() >= known_max) {
    map.clear();
  }
}

}  // namespace

std::optional<Outcome<std::string>> Providers::start_if_known(const Registration& registration,
                                                              const Secrets& secrets) const {
  const std::optional<Outcome<Provider>> provider = known_provider(registration.issuer.text);
  if (!provider) {
    return std::nullopt;
  }
  if (provider->has_error()) {
    return Outcome<std::string>(provider->error());
  }
  return Outcome<std::string>(authorization_url(**provider, registration, secrets));
}

Outcome<std::string> Providers::start(const Registration& registration, const Secrets& secrets) {
  const Outcome<Provider> provider = discover(registration.issuer);
  if (provider.has_error()) {
    return provider.error();
  }
  return authorization_url(*provider, registration, secrets);
}

Outcome<Person> Providers::finish(const Registration& registration, std::string_view code,
                                  const Secrets& secrets) {
  const Outcome<Provider> provider = discover(registration.issuer);
  if (provider.has_error()) {
    return provider.error();
  }
  const Outcome<std::string> token = redeem(*provider, registration, code, secrets);
  if (token.has_error()) {
    return token.error();
  }
  const Outcome<TokenHeader> header = read_token_header(*token);
  if (header.has_error()) {
    return header.error();
  }
  const Outcome<Keys> keys = keys_for(provider->keys_url, *header);
  if (keys.has_error()) {
    return keys.error();
  }
  return verify_id_token(*token, **keys,
                         {.issuer = registration.issuer,
                          .client_id = registration.client_id,
                          .nonce = secrets.nonce,
                          .now = clock_.now()});
}

Checkup Providers::check(const Issuer& issuer) {
  Checkup checkup;
  Outcome<Provider> provider = fetch_discovery(issuer);
  if (provider.has_error()) {
    checkup.problems.push_back(provider.error().detail);
    return checkup;
  }
  const Outcome<Keys> keys = fetch_keys(provider->keys_url);
  if (keys.has_error()) {
    checkup.problems.push_back(keys.error().detail);
  } else {
    checkup.keys = (*keys)->size();
  }
  checkup.provider = std::move(*provider);
  return checkup;
}

std::optional<bool> Providers::accepts_client(const Provider& provider,
                                              const Registration& registration) {
  const Secrets none{.state = {}, .nonce = {}, .code_verifier = std::string(43, '0')};
  const Outcome<std::string> token = redeem(provider, registration, "no-code", none);
  if (token.has_value()) {
    return std::nullopt;
  }
  switch (token.error().kind) {
    case FaultKind::wrong_client:
      return false;
    case FaultKind::wrong_grant:
      return true;
    default:
      return std::nullopt;
  }
}

std::optional<Outcome<Provider>> Providers::known_provider(const std::string& issuer) const {
  const std::lock_guard lock(mutex_);
  const auto known = providers_.find(issuer);
  if (known == providers_.end()) {
    return std::nullopt;
  }
  const KnownProvider& one = known->second;
  const std::int64_t life = one.answer->has_error() ? failure_life_s : discovery_life_s;
  return is_fresh(one.at, life) ? one.answer : std::nullopt;
}

// Notes from before the clock was set back count as old.
bool Providers::is_fresh(Timestamp at, std::int64_t life_s) const {
  const Timestamp now = clock_.now();
  return at <= now && now < at.plus_s(life_s);
}

Outcome<Provider> Providers::discover(const Issuer& issuer) {
  if (std::optional<Outcome<Provider>> known = known_provider(issuer.text)) {
    return std::move(*known);
  }
  return fetch_discovery(issuer);
}

Outcome<Provider> Providers::fetch_discovery(const Issuer& issuer) {
  return discoveries_.run(issuer.text, [&] { return ask_for_discovery(issuer); });
}

Outcome<Provider> Providers::ask_for_discovery(const Issuer& issuer) {
  const Outcome<std::string> text = get(issuer.discovery_url(), "discovery document");
  Outcome<Provider> answer =
      text.has_error() ? Outcome<Provider>(text.error()) : read_discovery(*text, issuer);
  const std::lock_guard lock(mutex_);
  make_room(providers_);
  providers_[issuer.text] = {answer, clock_.now()};
  return answer;
}

Outcome<std::string> Providers::redeem(const Provider& provider, const Registration& registration,
                                       std::string_view code, const Secrets& secrets) {
  const std::string& issuer = registration.issuer.text;
  if (!may_ask(issuer)) {
    return Fault{FaultKind::unreachable,
                 fmt::format("{} gave no answer a moment ago; it is asked again in some seconds",
                             provider.token_endpoint)};
  }
  TokenRequest request = token_request(provider, registration, code, secrets.code_verifier);
  const Outcome<Fetched> answer = fetcher_.fetch({.url = provider.token_endpoint,
                                                  .form = std::move(request.form),
                                                  .authorization = request.authorization});
  note_answer(issuer, answer.has_value());
  if (answer.has_error()) {
    return answer.error();
  }
  return read_token_answer(answer->status, answer->body);
}

// While a provider is silent, each request would hold a thread until it times out. So only one at a
// time may ask it, whatever organisations it serves, until it answers.
bool Providers::may_ask(const std::string& issuer) {
  const std::lock_guard lock(mutex_);
  const auto known = silences_.find(issuer);
  if (known == silences_.end() || known->second.unanswered < unanswered_max) {
    return true;
  }
  if (is_fresh(known->second.last, failure_life_s)) {
    return false;
  }
  known->second.last = clock_.now();
  return true;
}

void Providers::note_answer(const std::string& issuer, bool has_answered) {
  const std::lock_guard lock(mutex_);
  if (has_answered) {
    silences_.erase(issuer);
    return;
  }
  make_room(silences_);
  Silence& silence = silences_[issuer];
  ++silence.unanswered;
  silence.last = clock_.now();
}

// The known keys, unless they are old or lack the one named in the token.
Outcome<Providers::Keys> Providers::keys_for(const std::string& url, const TokenHeader& header) {
  {
    const std::lock_guard lock(mutex_);
    const auto known = keys_.find(url);
    if (known != keys_.end()) {
      const KnownKeys& one = known->second;
      const bool has_key = !one.keys->candidates(header.key_id, header.algorithm).empty();
      if (is_fresh(one.at, has_key ? keys_life_s : keys_refetch_s)) {
        return one.keys;
      }
    }
  }
  return fetch_keys(url);
}

Outcome<Providers::Keys> Providers::fetch_keys(const std::string& url) {
  return key_fetches_.run(url, [&] { return ask_for_keys(url); });
}

Outcome<Providers::Keys> Providers::ask_for_keys(const std::string& url) {
  const Outcome<std::string> text = get(url, "keys (jwks_uri)");
  if (text.has_error()) {
    return text.error();
  }
  Outcome<KeySet> set = KeySet::read(*text);
  if (set.has_error()) {
    return set.error();
  }
  auto keys = std::make_shared<const KeySet>(std::move(*set));
  const std::lock_guard lock(mutex_);
  make_room(keys_);
  keys_[url] = {keys, clock_.now()};
  return keys;
}

Outcome<std::string> Providers::get(const std::string& url, std::string_view called) {
  Outcome<Fetched> answer = fetcher_.fetch({.url = url});
  if (answer.has_error()) {
    return answer.error();
  }
  if (answer->status != 200) {
    return Fault{FaultKind::unreachable,
                 fmt::format("{} answers {}, where the provider's {} should "
                             "be; is the issuer the right one?",
                             url, answer->status, called)};
  }
  return std::move(answer->body);
}

}  // namespace provost::oidc
