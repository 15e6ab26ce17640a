#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "json/json.h"
#include "scim/filter/filter.h"
#include "scim/patch/work.h"
#include "scim/path/path.h"
#include "scim/resource/read.h"
#include "scim/resource/resource.h"

namespace provost::scim::patch {

enum class Op : std::uint8_t { add, remove, replace };

// One operation as a client may write it: the text of its path, or none.
struct Operation {
  Op op = Op::add;
  std::optional<std::string> path;
  std::optional<json::Value> value;
};

// The body of a PATCH after the envelope was checked (RFC 7644 §3.5.2, standards.md PAT-1, PAT-2).
struct PatchRequest {
  std::vector<Operation> operations;
};
Result<PatchRequest> read(const json::Value& body, const Rules& rules);

// An operation on a resolved target. Path-less objects have become one operation per attribute.
struct BoundOperation {
  Op op = Op::add;
  path::BoundPath target;
  filter::BoundFilter element_filter;  // null without a value path
  std::optional<json::Value> value;    // canonical names, coerced types; absent for remove
};

// A request resolved against a resource type; readOnly and unknown targets are dealt with. Applying
// it is a pure function, so it may be repeated.
struct PatchPlan {
  std::vector<BoundOperation> operations;
  Report report;
  // Whether apply() must be given the current members: only for value paths that ask for more than
  // `value eq` (design §3: adding a member to a group of 100,000 reads none of the others).
  bool needs_members = false;
};
Result<PatchPlan> bind(const PatchRequest& request, const schema::ResourceType& type,
                       const Rules& rules);

// Applies the operations in order to a copy of the document. `members` are the current ones if the
// plan needs them, else empty. Code::no_target, mutability, invalid_value; Code::too_many when it
// would take more than that many comparisons (patch/work.h).
Result<Draft> apply(const PatchPlan& plan, const json::Object& document,
                    std::span<const Member> members, const schema::ResourceType& type,
                    const Rules& rules, std::size_t comparisons = comparisons_max);

}  // namespace provost::scim::patch
