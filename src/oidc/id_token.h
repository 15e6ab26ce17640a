#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "oidc/fault.h"
#include "oidc/issuer.h"
#include "oidc/keys.h"

namespace provost::oidc {

inline constexpr std::int64_t clock_leeway_s = 60;

// Which key a token says it is signed with.
struct TokenHeader {
  std::string key_id;
  Algorithm algorithm{};
};

// FaultKind::invalid for a text that is not a signed token in compact form, for an algorithm that
// is not accepted, and for one with `crit`: no such extension is supported.
Outcome<TokenHeader> read_token_header(std::string_view token);

struct Expected {
  Issuer issuer;
  std::string client_id;
  std::string nonce;
  Timestamp now;
};

// The person in a token.
struct Person {
  std::string issuer;
  std::string subject;
  // What provisioning knows the person by: `oid`, and where a provider has no such claim, `sub`.
  // Entra's `sub` differs from app to app, so that there `oid` must be present.
  std::string object_id;
  std::string user_name;  // preferred_username; empty when there is none
  // For display only, made harmless and short; empty when the token has no such claim.
  std::string name = {};
  std::string email = {};
};

// OpenID Connect Core 1.0 §3.1.3.7: the signature by one of the keys, then iss, aud, azp, exp, iat,
// nbf, nonce and, of Entra, tid. FaultKind::wrong_tenant when all but the tenant may be right;
// FaultKind::invalid otherwise.
Outcome<Person> verify_id_token(std::string_view token, const KeySet& keys,
                                const Expected& expected);

}  // namespace provost::oidc
