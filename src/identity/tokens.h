#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "identity/admin.h"
#include "json/json.h"

namespace provost::identity {

// How long the tokens before a new one live on (design §2.2).
inline constexpr std::int64_t overlap_default_s = 24 * 3600;
inline constexpr std::int64_t duration_max_s = std::int64_t{100} * 365 * 86400;

struct NewToken {
  std::string text;  // shown once, never stored
  store::Token token;
};

// `expires_in_s` is its life; none: until it is revoked.
NewToken make_token(std::optional<std::int64_t> expires_in_s, Timestamp now, Random& random);

// Units of work on one transaction.

// Keeps the new token and sets every other one to expire at the earlier of its own expiry and its
// creation + overlap_s (0: at once). Without a name it takes that of the token that it replaces,
// the newest that lives; an empty one is none. Code::invalid_value for the name.
Result<void> rotate_to(store::Writer& writer, store::Token& token, std::int64_t overlap_s,
                       const std::optional<std::string>& name, const Author& author);
// The token stops working at once, on a running server within a second. Code::not_found.
Result<void> revoke_token(store::Writer& writer, const std::string& token_id, Timestamp now,
                          const Author& author);
// Newest first; expired ones included.
std::vector<store::Token> tokens_of(store::Reader& reader);

// The same for callers that wait: the command line and tests.
Result<NewToken> rotate_token(const Admin& admin, const OrgId& id, std::int64_t overlap_s,
                              std::optional<std::int64_t> expires_in_s,
                              const std::optional<std::string>& name = {});
Result<std::vector<store::Token>> list_tokens(const Admin& admin, const OrgId& id);
Result<void> revoke_token(const Admin& admin, const OrgId& id, const std::string& token_id);

// "24h", "90m", "7d", "3600s", "0" or "none", in seconds. Code::invalid_value.
Result<std::int64_t> read_duration(std::string_view text);

// "current" is the newest that lives, "retiring" another that lives, "ended" one that does not.
std::string_view state_of(const store::Token& token, const std::vector<store::Token>& all,
                          Timestamp now);

// As the API shows it, with its warnings (identity/token_expiry.h) among all of its
// organisation.
json::Object describe(const store::Token& token, const std::vector<store::Token>& all,
                      Timestamp now);

}  // namespace provost::identity
