#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "admin/organisations.h"
#include "json/json.h"

// Warnings of an expiring token, 30, 14, 7 and 1 day before: in the API while they apply, and once
// each in the journal and the server's log.
namespace provost::admin {

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

// That of the newest token that lives, if there is one to give: a token that was replaced is meant
// to expire.
json::Array warnings_of(const std::vector<store::Token>& tokens, Timestamp now);

// Writes due notices of newest tokens into the journals of their organisations, at most a slice of
// them, with a line for the server's log for each. A failed one is due again; returns the first
// error after the others are done.
Result<void> give_due_notices(const Admin& admin,
                              const std::function<void(const std::string&)>& say);

}  // namespace provost::admin
