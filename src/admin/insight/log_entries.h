#pragma once

#include <string_view>
#include <vector>

#include "admin/insight/log_context.h"
#include "base/result.h"
#include "json/json.h"
#include "log/shelf.h"

namespace provost::admin {

// Entries of the provisioning log as the administration interface shows them: what they changed,
// and causes with their words and their fix.
json::Array describe(const std::vector<log::Entry>& entries, const LogContext& context);

// A status to look for: a code ("409"), a class of them ("4xx"), or "failed": 400 and above.
// Code::invalid_value.
Result<log::StatusRange> read_status_range(std::string_view text);
// A moment of RFC 3339; `name` is the parameter's, for the error. Code::invalid_value.
Result<Timestamp> read_moment(std::string_view name, std::string_view text);

}  // namespace provost::admin
