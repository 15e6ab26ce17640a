#pragma once

#include <vector>

#include "json/json.h"
#include "scim/filter/filter.h"
#include "scim/schema/schema.h"

namespace provost::scim::filter {

// The values that a bind_element() filter compares a sub-attribute with, by `eq` and `ne`, anywhere
// in it. Points into the filter.
std::vector<const json::Value*> compared_values(const Bound& filter,
                                                const schema::Attribute& attribute);

}  // namespace provost::scim::filter
