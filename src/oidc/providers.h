#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/clock.h"
#include "oidc/discovery.h"
#include "oidc/exchange.h"
#include "oidc/fetcher.h"
#include "oidc/id_token.h"
#include "oidc/keys.h"
#include "oidc/one_at_a_time.h"

namespace provost::oidc {

inline constexpr std::int64_t discovery_life_s = 600;
inline constexpr std::int64_t failure_life_s = 10;
// After this many unanswered requests in a row a provider is left alone for failure_life_s; then
// one request probes it.
inline constexpr int unanswered_max = 2;
inline constexpr std::int64_t keys_life_s = 3600;
// A key that is not known yet may be new; this is how often that is worth a question.
inline constexpr std::int64_t keys_refetch_s = 60;

// The result of checking the settings. `problems` are for the Admin; without any, sign-in should
// work as far as a check can tell.
struct Checkup {
  std::vector<std::string> problems;
  std::optional<Provider> provider;
  std::size_t keys = 0;
};

// The providers of all organisations, with their documents cached: clients cannot make this server
// fetch them each time, and concurrent requests share one fetch. Functions block on the network
// unless they say otherwise; any thread may call them.
class Providers {
 public:
  Providers(Fetcher& fetcher, const Clock& clock) : fetcher_(fetcher), clock_(clock) {}

  // Where the browser goes to sign in, when that is known without asking anybody. Does not block.
  std::optional<Outcome<std::string>> start_if_known(const Registration& registration,
                                                     const Secrets& secrets) const;
  // Where the browser goes to sign in.
  Outcome<std::string> start(const Registration& registration, const Secrets& secrets);
  // Redeems what the browser brought back.
  Outcome<Person> finish(const Registration& registration, std::string_view code,
                         const Secrets& secrets);
  // Asks afresh.
  Checkup check(const Issuer& issuer);
  // Whether the provider accepts the client and its secret, as far as it tells: a request redeems
  // an invalid code, and a provider answers a known client with invalid_grant (RFC 6749 §5.2).
  // Nothing for other answers, since not every provider checks the client first.
  std::optional<bool> accepts_client(const Provider& provider, const Registration& registration);

 private:
  struct KnownProvider {
    std::optional<Outcome<Provider>> answer;
    Timestamp at;
  };
  struct KnownKeys {
    std::shared_ptr<const KeySet> keys;
    Timestamp at;
  };
  using Keys = std::shared_ptr<const KeySet>;

  struct Silence {
    int unanswered = 0;
    Timestamp last;
  };

  std::optional<Outcome<Provider>> known_provider(const std::string& issuer) const;
  bool is_fresh(Timestamp at, std::int64_t life_s) const;
  bool may_ask(const std::string& issuer);
  void note_answer(const std::string& issuer, bool has_answered);
  Outcome<Provider> discover(const Issuer& issuer);
  Outcome<Provider> ask_for_discovery(const Issuer& issuer);
  Outcome<Keys> ask_for_keys(const std::string& url);
  Outcome<Provider> fetch_discovery(const Issuer& issuer);
  Outcome<std::string> redeem(const Provider& provider, const Registration& registration,
                              std::string_view code, const Secrets& secrets);
  Outcome<Keys> keys_for(const std::string& url, const TokenHeader& header);
  Outcome<Keys> fetch_keys(const std::string& url);
  Outcome<std::string> get(const std::string& url, std::string_view called);

  Fetcher& fetcher_;
  const Clock& clock_;
  OneAtATime<Provider> discoveries_;
  OneAtATime<Keys> key_fetches_;
  mutable std::mutex mutex_;  // guards what follows, and is not held while waiting for a provider
  std::unordered_map<std::string, KnownProvider> providers_;  // by issuer
  std::unordered_map<std::string, KnownKeys> keys_;           // by jwks_uri
  std::unordered_map<std::string, Silence> silences_;         // by issuer
};

}  // namespace provost::oidc
