#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/clock.h"
#include "json/json.h"
#include "store/records.h"

// What there is to say of a token that expires: 30, 14, 7 and 1 day before.
namespace provost::identity {

// The next moment after `now` at which there is something to say of a token with that expiry.
std::optional<Timestamp> next_notice(std::optional<Timestamp> expires, Timestamp now);

// Which of 30, 14, 7 and 1 days ahead was reached last; nothing when none was.
std::optional<std::int64_t> days_reached(Timestamp expires, Timestamp now);

// {"type": "token.expiring", "tokenId", "expires", "days", "detail"} for a living token of which
// there are at most 30 days left; `days` is 30, 14, 7 or 1, whichever was reached last.
std::optional<json::Object> warning_of(const store::Token& token, Timestamp now);
// The newest live token: the one for the identity provider. Replaced ones may still be live, and
// are meant to expire. Null when none is live.
const store::Token* newest_live(const std::vector<store::Token>& tokens, Timestamp now);

// A replaced token that ends soon and is still in use: `since` is when its successor was made.
// Soon is an hour before its end, or half of its overlap where that is shorter; in use is within as
// long, and not moved by the same client to a newer token since.
struct StillUsed {
  const store::Token* token = nullptr;
  Timestamp since;
};
std::vector<StillUsed> still_used(const std::vector<store::Token>& tokens, Timestamp now);

// That of the newest token that lives, if there is one to give: a token that was replaced is meant
// to expire.
json::Array warnings_of(const std::vector<store::Token>& tokens, Timestamp now);

}  // namespace provost::identity
