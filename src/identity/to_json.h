#pragma once

#include <optional>
#include <string_view>

#include "base/clock.h"
#include "json/json.h"
#include "store/records.h"

// What several descriptions for the API have in common.
namespace provost::identity {

// RFC 3339 text, or null.
json::Value to_json(const std::optional<Timestamp>& at);
// {"at", "address", "agent"}, or null when it was never used.
json::Value to_json(const store::Use& use);

}  // namespace provost::identity
