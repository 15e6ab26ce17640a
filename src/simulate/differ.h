#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.h"
#include "simulate/advertised.h"
#include "simulate/attribute.h"

namespace provost::simulate {

// What one resource should read back as.
struct Expected {
  std::string_view core;  // user_urn or group_urn
  std::string id;
  std::vector<Attribute> attributes;
};

// Every way in which `actual` is not that, as `attribute: expected …, got …`. Values compare
// exactly, with their JSON type: a server must store values as sent.
std::vector<std::string> compare(const Expected& expected, const json::Value& actual,
                                 const Advertised& advertised);

// The paths of those attributes that `answer` has as they were sent.
std::set<std::string> echoed(const std::vector<Attribute>& sent, const json::Value& answer);

// Membership: every id of `expected` must be in the group's `members` (or in a user's `groups`),
// once, and no others of `known`. Ids outside `known` are foreign; they count as differences unless
// `foreign_allowed`.
struct Membership {
  std::set<std::string> expected;
  std::set<std::string> known;
  bool foreign_allowed = false;
};
std::vector<std::string> compare_members(const Membership& membership, const json::Value& group,
                                         std::string_view attribute = "members");
// The values of a group's `members`, repeated as often as they stand there.
std::vector<std::string> member_ids(const json::Value& group);

// The fault of a list that should have `total` hits, or nothing. Checks the shape of the
// ListResponse.
std::string list_fault(const json::Value& list, std::size_t total);
// The resources of a list.
std::vector<const json::Value*> resources_of(const json::Value& list);
// A member that is a string, or an empty view.
std::string_view string_member(const json::Value& resource, std::string_view name);
// A member that is a whole number, or -1.
std::int64_t number_member(const json::Value& resource, std::string_view name);

}  // namespace provost::simulate
