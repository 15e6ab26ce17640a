#include "scim/patch/member_edit.h"

#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/fold_cost.h"
#include "base/text.h"
#include "scim/resource/advice.h"
#include "scim/resource/document.h"
#include "scim/resource/members.h"

namespace provost::scim::patch {
namespace {

const schema::Attribute* value_of(const BoundOperation& operation) {
  return operation.target.attribute->find(resource::value_name);
}

// The value that a filter asks for, whatever else it asks, or nothing.
std::optional<std::string> asked_value(const BoundOperation& operation) {
  for (const filter::Equality& term : filter::equalities(*operation.element_filter)) {
    if (term.attribute == value_of(operation) && term.value.is_string()) {
      return std::string(term.value.get_string());
    }
  }
  return std::nullopt;
}

// The values of a filter that asks for members by values alone.
std::vector<json::Value> asked_values(const BoundOperation& operation) {
  const schema::Attribute* value = value_of(operation);
  return value == nullptr ? std::vector<json::Value>()
                          : filter::alternatives(*operation.element_filter, *value);
}

// The names of a filter that asks for members by name, with or without other terms.
std::vector<json::Value> asked_names(const BoundOperation& operation) {
  const schema::Attribute* display = operation.target.attribute->find("display");
  if (display == nullptr) {
    return {};
  }
  std::vector<json::Value> names = filter::alternatives(*operation.element_filter, *display);
  if (names.empty()) {
    for (filter::Equality& term : filter::equalities(*operation.element_filter)) {
      if (term.attribute == display) {
        names.push_back(std::move(term.value));
      }
    }
  }
  return names;
}

// Names and numbers of resource types do not depend on an organisation's profile.
std::string_view type_name_of(schema::TypeNumber number) {
  static const std::shared_ptr<const schema::Registry> registry =
      schema::registry_of(schema::Profile::minimal);
  return registry->type(number).name;
}

// Only the value of a member about to be added is known.
json::Value element_of(const ResourceId& id) {
  return json::Object{{resource::value_name, id.to_string()}};
}

// Shows a filter one member at a time. The element is reused: a group has thousands.
class Shown {
 public:
  const json::Value& of(const Member& member) {
    text_.clear();
    member.id.append_to(text_);
    value_.get_string() = text_;
    type_.get_string() = type_name_of(member.type);
    display_.get_string() = member.display;
    return element_;
  }

 private:
  std::string text_;
  json::Value element_ =
      json::Object{{resource::value_name, ""}, {resource::type_name, ""}, {"display", ""}};
  json::Value& value_ = element_.get_object().at(resource::value_name);
  json::Value& type_ = element_.get_object().at(resource::type_name);
  json::Value& display_ = element_.get_object().at("display");
};

}  // namespace

// The names that a removal asks for, minus those found.
class MemberEdit::Names {
 public:
  explicit Names(const BoundOperation& operation) {
    for (const json::Value& name : asked_names(operation)) {
      if (name.is_string()) {
        missing_.emplace(fold(name.get_string()), name.get_string());
      }
    }
  }
  void found(const Member& member) {
    if (!missing_.empty()) {
      missing_.erase(fold(member.display));
    }
  }
  const std::unordered_map<std::string, std::string>& missing() const { return missing_; }

 private:
  std::unordered_map<std::string, std::string> missing_;
};

Result<void> MemberEdit::apply(const BoundOperation& operation) {
  if (operation.element_filter != nullptr) {
    return apply_to_element(operation);
  }
  // A replacing list, and a removal without a filter, remove everybody who is in.
  if (operation.op != Op::add) {
    edit_.clear();
  }
  if (operation.op == Op::remove) {
    return {};
  }
  return resource::add_members(edit_, operation.value->as_array(), *operation.target.attribute);
}

Result<void> MemberEdit::apply_to_element(const BoundOperation& operation) {
  if (operation.op == Op::remove) {
    const std::vector<json::Value> values = asked_values(operation);
    for (const json::Value& value : values) {
      // No member has that value: nothing to do (standards.md REM-3).
      edit_.remove(value.get_string());
    }
    return values.empty() ? remove_matching(operation) : Result<void>();
  }
  // Binding has refused filters that ask for more than a value.
  const std::optional<std::string> value = asked_value(operation);
  if (!value || (!rules_.creates_elements() && !is_current(*value))) {
    return Error(Code::no_target,
                 fmt::format("none of {} matches the filter{}", operation.target.attribute->name,
                             value ? " value eq " + resource::quote(*value) : std::string()));
  }
  edit_.add(*value);
  return {};
}

Result<void> MemberEdit::remove_matching(const BoundOperation& operation) {
  const filter::Bound& filter = *operation.element_filter;
  if (const std::optional<std::string> value = asked_value(operation)) {
    return remove_if_matching(*value, filter);
  }
  const std::vector<ResourceId> added = edit_.added();
  TRY(work_.compare(added.size() + current_.size(), name_bytes(), filter::comparisons(filter)));
  for (const ResourceId& id : added) {
    if (filter::evaluate_element(filter, element_of(id))) {
      edit_.remove(id.to_string());
    }
  }
  Names names(operation);
  Shown shown;
  for (const Member& member : current_) {
    if (!filter::evaluate_element(filter, shown.of(member))) {
      continue;
    }
    names.found(member);
    if (edit_.holds(member.id, true)) {
      edit_.remove(member.id.to_string());
    }
  }
  for (const auto& [key, name] : names.missing()) {
    absent_.push_back({name, !added.empty()});
  }
  return {};
}

Result<void> MemberEdit::remove_if_matching(const std::string& value, const filter::Bound& filter) {
  const std::optional<Uuid> id = Uuid::parse(value);
  const Member* member = id ? find(*id) : nullptr;
  TRY(work_.compare(1, member == nullptr ? 0 : fold_cost(member->display),
                    filter::comparisons(filter)));
  const bool matches =
      (id && edit_.holds(*id, false) && filter::evaluate_element(filter, element_of(*id))) ||
      (member != nullptr && edit_.holds(*id, true) &&
       filter::evaluate_element(filter, Shown().of(*member)));
  if (matches) {
    edit_.remove(value);
  }
  return {};
}

const Member* MemberEdit::find(const ResourceId& id) {
  if (by_id_.empty()) {
    for (const Member& member : current_) {
      by_id_.emplace(member.id, &member);
    }
  }
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : found->second;
}

// Of all current members: a filter may look at their names.
std::size_t MemberEdit::name_bytes() {
  if (!name_bytes_) {
    name_bytes_ = 0;
    for (const Member& member : current_) {
      *name_bytes_ += fold_cost(member.display);
    }
  }
  return *name_bytes_;
}

bool MemberEdit::is_current(std::string_view value) {
  const std::optional<Uuid> id = Uuid::parse(value);
  return id && edit_.holds(*id, find(*id) != nullptr);
}

Result<RelationChange> MemberEdit::finish(const schema::ResourceType& type) const {
  return resource::finish_members(edit_, type, rules_);
}

}  // namespace provost::scim::patch
