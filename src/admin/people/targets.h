#pragma once

#include <optional>

#include "access/target.h"
#include "base/result.h"
#include "json/json.h"

// Targets as the administration interface writes and reads them: {"role","identityType"}.
namespace provost::admin {

json::Object describe(access::Target target);
// Null for no target.
json::Value describe(const std::optional<access::Target>& target);

// An object with both members and no others. Code::invalid_value.
Result<access::Target> read_target(const json::Value& value);

}  // namespace provost::admin
