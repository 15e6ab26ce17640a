#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.h"
#include "base/rfc3339.h"
#include "json/json.h"
#include "scim/path/path.h"
#include "scim/resource/resource.h"

namespace provost::scim::sort {

// What sortBy and sortOrder ask for (RFC 7644 §3.4.2.3).
struct Order {
  path::BoundPath path;
  bool descending = false;
};

// The value by which a resource is sorted; monostate when it has none. Strings are folded unless
// the attribute is caseExact (standards.md SRT-4).
using Value = std::variant<std::monostate, bool, std::int64_t, double, Instant, std::string>;

// A resource's place: its value, then its id, so that pages are stable.
struct Place {
  Value value;
  ResourceId id;
};

// `sort_order` is "ascending", "descending" or empty. Code::invalid_value for an attribute that the
// type does not have or that has no order: a singular complex one, or one of the relation.
Result<Order> bind(std::string_view sort_by, std::string_view sort_order,
                   const schema::ResourceType& type);

// A multi-valued attribute counts by its primary element, or else its first (SRT-2).
Value value_of(const Order& order, const View& view);

// Whether `a` comes before `b`. Resources without a value come last when ascending and first when
// descending (SRT-3).
bool is_before(const Order& order, const Place& a, const Place& b);

// A place as JSON for a cursor, and back; nothing for what no cursor of ours holds.
json::Value to_json(const Place& place);
std::optional<Place> from_json(const json::Value& value);

}  // namespace provost::scim::sort
