#include "scim/patch/member_edit.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "scim/resource/advice.h"
#include "scim/resource/document.h"
#include "scim/resource/members.h"

namespace provost::scim::patch {
namespace {

// The value of a filter that asks for one member by its value, or nothing.
std::optional<std::string> asked_value(const BoundOperation& operation) {
  if (!filter::is_conjunction_of_eq(*operation.element_filter)) {
    return std::nullopt;
  }
  const std::vector<filter::Equality> terms = filter::equalities(*operation.element_filter);
  const schema::Attribute* value = operation.target.attribute->find(resource::value_name);
  if (terms.size() != 1 || terms.front().attribute != value || !terms.front().value.is_string()) {
    return std::nullopt;
  }
  return std::string(terms.front().value.get_string());
}

// Names and numbers of resource types do not depend on an organisation's profile.
std::string_view type_name_of(schema::TypeNumber number) {
  static const std::shared_ptr<const schema::Registry> registry =
      schema::registry_of(schema::Profile::minimal);
  return registry->type(number).name;
}

json::Value element_of(const Member& member) {
  return json::Object{{resource::value_name, member.id.to_string()},
                      {resource::type_name, type_name_of(member.type)},
                      {"display", member.display}};
}

json::Value element_of(const ResourceId& id) {
  return json::Object{{resource::value_name, id.to_string()}};
}

}  // namespace

Result<void> MemberEdit::apply(const BoundOperation& operation) {
  if (operation.element_filter != nullptr) {
    return apply_to_element(operation);
  }
  // A list that replaces, and a removal without a filter, take out whoever is there.
  if (operation.op != Op::add) {
    edit_.clear();
  }
  if (operation.op == Op::remove) {
    return {};
  }
  return resource::add_members(edit_, operation.value->as_array(), *operation.target.attribute);
}

Result<void> MemberEdit::apply_to_element(const BoundOperation& operation) {
  const std::optional<std::string> value = asked_value(operation);
  if (operation.op == Op::remove) {
    // Nobody by that value: nothing to do (standards.md REM-3).
    value ? edit_.remove(*value) : remove_matching(operation);
    return {};
  }
  if (!value || (!rules_.creates_elements() && !is_current(*value))) {
    return Error(Code::no_target,
                 fmt::format("none of {} matches the filter{}", operation.target.attribute->name,
                             value ? " value eq " + resource::quote(*value) : std::string()));
  }
  edit_.add(*value);
  return {};
}

void MemberEdit::remove_matching(const BoundOperation& operation) {
  const filter::Bound& filter = *operation.element_filter;
  for (const ResourceId& id : edit_.added()) {
    if (filter::evaluate_element(filter, element_of(id))) {
      edit_.remove(id.to_string());
    }
  }
  for (const Member& member : current_) {
    if (edit_.holds(member.id, true) && filter::evaluate_element(filter, element_of(member))) {
      edit_.remove(member.id.to_string());
    }
  }
}

bool MemberEdit::is_current(std::string_view value) const {
  const std::optional<Uuid> id = Uuid::parse(value);
  const bool before =
      id && std::ranges::any_of(current_, [&](const Member& m) { return m.id == *id; });
  return id && edit_.holds(*id, before);
}

Result<RelationChange> MemberEdit::finish(const schema::ResourceType& type) const {
  return resource::finish_members(edit_, type, rules_);
}

}  // namespace provost::scim::patch
