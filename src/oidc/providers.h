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

namespace provost::oidc {

inline constexpr std::int64_t discovery_life_s = 600;
inline constexpr std::int64_t failure_life_s = 10;
inline constexpr std::int64_t keys_life_s = 3600;
// A key that is not known yet may be new; this is how often that is worth a question.
inline constexpr std::int64_t keys_refetch_s = 60;

// What a check of the settings found. `problems` are for the Admin; without any it would work as
// far as that can be known before somebody signs in.
struct Checkup {
  std::vector<std::string> problems;
  std::optional<Provider> provider;
  std::size_t keys = 0;
};

// The providers of all organisations, with what they said kept for a while: who asks this server
// cannot make it ask them each time. Its functions block on the network; any thread may call them.
class Providers {
 public:
  Providers(Fetcher& fetcher, const Clock& clock) : fetcher_(fetcher), clock_(clock) {}

  // Where the browser goes to sign in.
  Outcome<std::string> start(const Registration& registration, const Secrets& secrets);
  // Redeems what the browser brought back.
  Outcome<Person> finish(const Registration& registration, std::string_view code,
                         const Secrets& secrets);
  // Asks afresh.
  Checkup check(const Issuer& issuer);

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

  Outcome<Provider> discover(const Issuer& issuer);
  Outcome<Provider> fetch_discovery(const Issuer& issuer);
  Outcome<std::string> redeem(const Provider& provider, const Registration& registration,
                              std::string_view code, const Secrets& secrets);
  Outcome<Keys> keys_for(const std::string& url, const TokenHeader& header);
  Outcome<Keys> fetch_keys(const std::string& url);
  Outcome<std::string> get(const std::string& url, std::string_view called);

  Fetcher& fetcher_;
  const Clock& clock_;
  std::mutex mutex_;  // guards what follows, and is not held while waiting for a provider
  std::unordered_map<std::string, KnownProvider> providers_;  // by issuer
  std::unordered_map<std::string, KnownKeys> keys_;           // by jwks_uri
};

}  // namespace provost::oidc
