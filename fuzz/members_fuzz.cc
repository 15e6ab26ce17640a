#include <span>

#include "check.h"
#include "scim/dialect/dialect.h"
#include "scim/patch/odd_shapes.h"
#include "scim/patch/patch.h"

namespace {

using namespace provost;
using namespace provost::scim;

constexpr std::string_view id = "0197a3c0-0000-7000-8000-00000000000a";

Result<Draft> applied(std::string_view op, json::Value value, bool has_path, const Rules& rules) {
  static const auto registry = schema::registry_of(schema::Profile::minimal);
  static const json::Object document{{"displayName", "Ops"}};
  const auto& type = registry->type(schema::group_type);
  json::Object operation{{"op", op}};
  if (has_path) {
    operation["path"] = "members";
    operation["value"] = std::move(value);
  } else {
    operation["value"] = testing::under("members", std::move(value));
  }
  const json::Object body{{"schemas", json::Array{"urn:ietf:params:scim:api:messages:2.0:PatchOp"}},
                          {"Operations", json::Array{std::move(operation)}}};
  TRY_ASSIGN(patch::PatchRequest request, patch::read(body, rules));
  Report report;
  if (rules.takes_dialects()) {
    request = dialect::rewrite(std::move(request), type, report);
  }
  TRY_ASSIGN(const patch::PatchPlan plan, patch::bind(request, type, rules));
  return patch::apply(plan, document, {}, type, rules);
}

bool is_alone(const std::vector<ResourceId>& ids) {
  return ids.size() == 1 && ids.front().to_string() == id;
}

}  // namespace

// However a request names a member: it is refused, or the member is gone, or in (design §2.17). The
// first byte says in which mode, each of the others is one more wrapping.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t ways_max = 24;
  if (size == 0 || size > ways_max) {
    return 0;
  }
  const Rules rules{.strict = data[0] % 2 == 1};
  const json::Value shape = testing::odd_shape(id, std::span(data, size).subspan(1));
  const auto removal = applied("remove", shape, true, rules);
  hold(removal.has_error() || is_alone(removal->members.remove));
  for (const bool has_path : {true, false}) {
    const auto addition = applied("add", shape, has_path, rules);
    hold(addition.has_error() || is_alone(addition->members.add));
    const auto whole = applied("replace", shape, has_path, rules);
    hold(whole.has_error() || (whole->members.clear && is_alone(whole->members.add)));
  }
  return 0;
}
