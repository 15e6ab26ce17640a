#pragma once

#include <cstddef>
#include <vector>

#include "base/result.h"
#include "json/json.h"
#include "scim/schema/schema.h"

namespace provost::scim::resource {

// Elements that one multi-valued attribute of a document may hold. It bounds what one operation on
// a value path costs, and with that what a PATCH of many operations costs.
inline constexpr std::size_t elements_max = 1000;

// Adds elements to those that are there (standards.md ADD-2, ADD-3): one that is there already, by
// (type, value) or else by all its sub-attributes, only gains sub-attributes. If one of `added` is
// primary, no other stays it (PRI-1). Code::invalid_value when two of `added` are primary (MV-1),
// or beyond elements_max.
Result<void> add_elements(const schema::Attribute& attribute, json::Array& elements,
                          const json::Array& added);

// After the elements at `changed` were given `primary` true or not: at most one of them may be
// primary (Code::invalid_value), and then no other stays it.
Result<void> settle_primary(const schema::Attribute& attribute, json::Array& elements,
                            const std::vector<std::size_t>& changed);

bool is_primary(const json::Value& element);

}  // namespace provost::scim::resource
