#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "scim/filter/filter.h"
#include "scim/path/path.h"
#include "scim/schema/schema.h"

namespace provost::scim::patch {

// The text of a PATCH path taken apart (RFC 7644 §3.5.2, standards.md PAT-7):
//
//   path := attribute-path | attribute-path "[" filter "]" [ "." sub-attribute ]
struct PathText {
  std::string_view attribute;  // with URN, and with ".sub" when there is no filter
  std::optional<std::string_view> filter;
  std::string_view sub_attribute;  // behind the filter
};
// Code::invalid_path when brackets do not match or something else follows them.
Result<PathText> split_path(std::string_view text);

// A path, resolved for a resource type. Nothing is bound when the type has no such attribute.
struct Target {
  std::optional<path::BoundPath> path;
  filter::BoundFilter filter;
};
// Code::invalid_path, or Code::invalid_filter for what stands in the brackets (PAT-8).
Result<Target> resolve(std::string_view text, const schema::ResourceType& type, const Rules& rules);

}  // namespace provost::scim::patch
