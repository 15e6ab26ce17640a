#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "admin/organisations.h"

namespace provost::admin {

// How long the tokens before a new one live on (design §2.2).
inline constexpr std::int64_t overlap_default_s = 24 * 3600;

struct NewToken {
  std::string text;  // shown once, never stored
  store::Token token;
};

// Makes a new Secret Token and sets every other live one to expire at the earlier of its own expiry
// and now + overlap_s (0: at once). `expires_in_s` is the new one's own life; none: until revoked.
Result<NewToken> rotate_token(const Admin& admin, const OrgId& id, std::int64_t overlap_s,
                              std::optional<std::int64_t> expires_in_s);

// Newest first; expired ones included.
Result<std::vector<store::Token>> list_tokens(const Admin& admin, const OrgId& id);

// The token stops working at once, on a running server within a second. Code::not_found.
Result<void> revoke_token(const Admin& admin, const OrgId& id, const std::string& token_id);

// "24h", "90m", "7d", "3600s", "0" or "none", in seconds. Code::invalid_value.
Result<std::int64_t> read_duration(std::string_view text);

}  // namespace provost::admin
