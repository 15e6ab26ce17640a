#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "oidc/exchange.h"
#include "store/records.h"

// A sign-in on its way through the provider (docs/decisions/0017). Nothing of it is kept here: the
// `state` carries it, sealed, and it opens only together with a secret in the browser's cookie.
namespace provost::api::oauth {

inline constexpr std::int64_t flow_life_s = 600;

struct Flow {
  std::string org;
  std::string to;          // where the browser goes afterwards
  std::string id;          // makes nonce and code_verifier those of this sign-in alone
  std::string trial = {};  // the id of the trial that it is; empty for one that opens a session
};

// Fresh secrets for a browser, and whether a cookie holds one.
std::string new_browser_secret(Random& random);
bool is_browser_secret(std::string_view text);

// The state to send, and with it what the provider is to repeat or to prove.
oidc::Secrets begin_flow(const Flow& flow, std::string_view browser_secret, Timestamp now,
                         const std::vector<store::CursorKey>& keys, Random& random);

struct OpenedFlow {
  Flow flow;
  oidc::Secrets secrets;
};
// Nothing when the state is none of ours, older than flow_life_s, or was given to another browser.
std::optional<OpenedFlow> open_flow(std::string_view state, std::string_view browser_secret,
                                    Timestamp now, const std::vector<store::CursorKey>& keys);

// `to` when it is a path below /console/ that means itself: no other host, no dot segments, no
// control characters. Else /console/.
std::string destination_of(std::string_view to);

}  // namespace provost::api::oauth
