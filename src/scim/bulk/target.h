#pragma once

#include <string_view>

#include "scim/bulk/bulk.h"

namespace provost::scim::bulk {

// Fills in type and id of an operation (BLK-11). The path is relative to
// the Tenant URL, with or without a leading slash and the version: /Users, Users/<id>, /v2/Users.
// Code::invalid_value for anything that does not lead to a resource of this organisation,
// invalid_version for another version, not_found for an endpoint that does not exist.
Result<void> read_target(Operation& operation, std::string_view path,
                         const schema::Registry& registry);
// Whether there is an id where the method needs one, and only there: Code::invalid_value.
Result<void> check_id(const Operation& operation);

}  // namespace provost::scim::bulk
