#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "scim/rules.h"
#include "scim/schema/schema.h"

namespace provost::scim::path {

// attrPath of RFC 7644 figure 1 as written: [URN ":"] attribute ["." sub-attribute].
struct AttributePath {
  std::string schema;     // empty when the path has no URN
  std::string attribute;  // empty for a bare extension URN (standards.md PAT-10)
  std::string sub_attribute;
  friend bool operator==(const AttributePath&, const AttributePath&) = default;
};

// Splits the text of an attribute path. URNs have dots and colons of their own ("…:2.0:User:x"), so
// the schemas of the resource type decide where the URN ends: the longest one wins, without regard
// to case (idp-clients.md P4). A text that starts with "urn:" and names no known schema keeps
// everything before the last colon as its schema. Code::invalid_path when it is not a path.
//
// Unless `rules` are strict, other spellings of the same path will do (design §2.17): the URN of a
// known schema with a dot behind it, `$.` or the name of the resource type and a dot in front, and
// blanks around it.
Result<AttributePath> parse(std::string_view text, const schema::ResourceType& type,
                            const Rules& rules = {});
// Whether the text is the URN of the core schema alone, which stands for the resource itself.
bool is_resource(std::string_view text, const schema::ResourceType& type);
std::string print(const AttributePath& path);

// A path resolved against a resource type.
struct BoundPath {
  const schema::Schema* extension = nullptr;     // null: core or common attribute
  const schema::Attribute* attribute = nullptr;  // null only for a bare extension URN
  const schema::Attribute* sub_attribute = nullptr;
  friend bool operator==(const BoundPath&, const BoundPath&) = default;
};

// Nothing when the resource type has no such attribute, or none that `rules` let a client name.
std::optional<BoundPath> bind(const AttributePath& path, const schema::ResourceType& type,
                              const Rules& rules = {});
// Whether `rules` let a client name an attribute that was found, with or without its URN.
bool may_name(const BoundPath& found, bool has_urn, const Rules& rules);

}  // namespace provost::scim::path
