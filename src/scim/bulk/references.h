#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "scim/bulk/bulk.h"

namespace provost::scim::bulk {

// The bulkId that a text refers to: "bulkId:x", or a relative reference that ends in "/bulkId:x".
std::optional<std::string_view> referenced_in(std::string_view text);

// Given a bulkId: the id to put in the place of the reference, or nothing to leave it.
using Lookup = std::function<std::optional<std::string>(std::string_view bulk_id)>;

// Offers every reference of an operation to `lookup`: the id in its path, and in its data whatever
// stands where an id may stand (BLK-4): the value or $ref of attributes that refer to resources
// (members, an extension's manager), in any of the forms in which clients write them, and the
// literals of PATCH path filters, with or without quotes. Other text that looks alike is left
// alone.
void rewrite_references(Operation& operation, const Lookup& lookup);

}  // namespace provost::scim::bulk
