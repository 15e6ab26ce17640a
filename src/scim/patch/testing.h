#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scim/dialect/dialect.h"
#include "scim/patch/patch.h"
#include "scim/resource/testing.h"

namespace provost::scim::testing {

// Takes a list of operations the whole way: read, dialect, bind, apply.
inline Result<Draft> patched(std::string_view operations, const json::Object& document,
                             const schema::ResourceType& type, const Rules& rules = {},
                             const std::vector<Member>& members = {}) {
  json::Object body;
  body.emplace("schemas", json::Array{"urn:ietf:params:scim:api:messages:2.0:PatchOp"});
  body.emplace("Operations", json_of(operations));
  TRY_ASSIGN(patch::PatchRequest request, patch::read(body, rules));
  Report report;
  if (rules.takes_dialects()) {
    request = dialect::rewrite(std::move(request), type, report);
  }
  TRY_ASSIGN(const patch::PatchPlan plan, patch::bind(request, type, rules));
  EXPECT_TRUE(plan.needs_members || members.empty()) << operations;
  return patch::apply(plan, document, members, type, rules);
}

}  // namespace provost::scim::testing
