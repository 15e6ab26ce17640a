#include <span>

#include "check.h"
#include "scim/dialect/dialect.h"
#include "scim/patch/odd_shapes.h"
#include "scim/patch/patch.h"

namespace {

using namespace provost;
using namespace provost::scim;

constexpr std::string_view id = "0197a3c0-0000-7000-8000-00000000000a";
constexpr std::string_view other_id = "0197a3c0-0000-7000-8000-00000000000b";

Result<Draft> applied(std::string_view op, std::string_view name, json::Value value, bool has_path,
                      const Rules& rules) {
  static const auto registry = schema::registry_of(schema::Profile::minimal);
  static const json::Object document{{"displayName", "Ops"}};
  const auto& type = registry->type(schema::group_type);
  json::Object operation{{"op", op}};
  if (has_path) {
    operation["path"] = name;
    operation["value"] = std::move(value);
  } else {
    operation["value"] = testing::under(name, std::move(value));
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

// A list under any name: in a removal, an addition and a whole list.
void try_list(std::string_view name, const json::Value& shape, const Rules& rules) {
  const auto removal = applied("remove", name, shape, true, rules);
  hold(removal.has_error() || is_alone(removal->members.remove));
  for (const bool has_path : {true, false}) {
    const auto addition = applied("add", name, shape, has_path, rules);
    hold(addition.has_error() || is_alone(addition->members.add));
    const auto whole = applied("replace", name, shape, has_path, rules);
    hold(whole.has_error() || (whole->members.clear && is_alone(whole->members.add)));
    const auto emptied = applied("replace", name, json::Array{}, has_path, rules);
    hold(emptied.has_error() || emptied->members.clear);
  }
}

// A path that names the member: she is removed, even when another one replaces her.
void try_value_path(std::string_view path, const json::Value& other, const Rules& rules) {
  const auto removal = applied("remove", path, nullptr, true, rules);
  hold(removal.has_error() || is_alone(removal->members.remove));
  for (const bool has_path : {true, false}) {
    const auto cleared = applied("replace", path, nullptr, has_path, rules);
    hold(cleared.has_error() || is_alone(cleared->members.remove));
    const auto swapped = applied("replace", path, other, has_path, rules);
    hold(swapped.has_error() || is_alone(swapped->members.remove));
  }
}

}  // namespace

// However a request names a member, it is refused, or the member is removed or added (design
// §2.17). The first byte chooses the mode and whether to use a value path, the second the path or
// name; each of the others adds a wrapping.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t ways_max = 24;
  if (size < 2 || size > ways_max) {
    return 0;
  }
  const Rules rules{.strict = data[0] % 2 == 1};
  const auto ways = std::span(data, size).subspan(2);
  if (data[0] / 2 % 2 == 1) {
    try_value_path(testing::odd_value_path(id, data[1]), testing::odd_shape(other_id, ways), rules);
  } else {
    try_list(testing::odd_name(data[1]), testing::odd_shape(id, ways), rules);
  }
  return 0;
}
