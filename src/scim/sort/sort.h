#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "base/rfc3339.h"
#include "json/json.h"
#include "scim/path/path.h"
#include "scim/resource/resource.h"
#include "scim/rules.h"

namespace provost::scim::sort {

// What sortBy asks for (RFC 7644 §3.4.2.3), resolved against a resource type. Without `path` the
// type has no such attribute, which others of the query have.
struct Key {
  std::optional<path::BoundPath> path;
};

// A resource's sort value; monostate when it has none. Strings are folded unless the attribute is
// caseExact (standards.md SRT-4).
using Value = std::variant<std::monostate, bool, std::int64_t, double, Instant, std::string>;

// A resource's place in a list: its value, then its type and its id, so that pages are stable. In a
// list that is not sorted no place has a value.
struct Place {
  Value value;
  schema::TypeNumber type = 0;
  ResourceId id;
  friend bool operator==(const Place&, const Place&) = default;
};

// One key for each of the types. Code::invalid_value for an attribute that none of them has or that
// has no order: a singular complex one, or one of the relation.
Result<std::vector<Key>> bind_all(std::string_view sort_by,
                                  const std::vector<const schema::ResourceType*>& types,
                                  const Rules& rules = {});

// "descending", "ascending" or empty; else Code::invalid_value (SRT-5).
Result<bool> is_descending(std::string_view sort_order, const Rules& rules = {});

// A multi-valued attribute counts by its primary element, or else its first (SRT-2).
Value value_of(const Key& key, const View& view);

// Whether `a` comes before `b`. Resources without a value come last when ascending and first when
// descending (SRT-3); the one order is the reverse of the other.
bool is_before(bool descending, const Place& a, const Place& b);

// A place as JSON for a cursor, and back; nothing for what no cursor of ours holds.
json::Value to_json(const Place& place);
std::optional<Place> from_json(const json::Value& value);

}  // namespace provost::scim::sort
