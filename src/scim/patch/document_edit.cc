#include "scim/patch/document_edit.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "scim/resource/advice.h"
#include "scim/resource/document.h"
#include "scim/resource/elements.h"

namespace provost::scim::patch {
namespace {

using schema::Attribute;
using schema::Mutability;

const json::Value* held_by(const json::Object& document, const path::BoundPath& target) {
  return resource::get(document, target.extension, *target.attribute);
}

Error no_target(const Attribute& attribute, std::string_view why) {
  return Error(Code::no_target,
               fmt::format("none of {} matches the filter{}", attribute.name, why));
}

bool is_immutable(const path::BoundPath& target) {
  return target.attribute->mutability == Mutability::immutable ||
         (target.sub_attribute != nullptr &&
          target.sub_attribute->mutability == Mutability::immutable);
}

// The part of `value` that counts for an immutable target: the sub-attribute, when the target is
// one of a singular value.
json::Value part_of(const json::Value* value, const Attribute* sub) {
  if (value == nullptr || sub == nullptr || !value->is_object()) {
    return value == nullptr ? json::Value() : *value;
  }
  const json::Value* part = value->get_object().if_contains(sub->name);
  return part == nullptr ? json::Value() : *part;
}

// standards.md ADD-5: an immutable attribute may be set once, and set again to the same value.
Result<void> check_immutable(const json::Value& before, const json::Value& after,
                             const path::BoundPath& target) {
  if (before.is_null() || before == after) {
    return {};
  }
  const Attribute& named =
      target.sub_attribute != nullptr ? *target.sub_attribute : *target.attribute;
  return Error(Code::mutability, fmt::format("{} is immutable: it is {} and cannot change",
                                             named.name, resource::quote(before)));
}

// The `value` that a filter asks for, whatever else it asks; null when it asks for none, or for one
// that is compared by more than its text.
json::Value asked_value(const BoundOperation& operation) {
  const Attribute* value = operation.target.attribute->find(resource::value_name);
  if (value == nullptr ||
      (value->type != schema::Type::string && value->type != schema::Type::reference)) {
    return {};
  }
  for (const filter::Equality& term : filter::equalities(*operation.element_filter)) {
    if (term.attribute == value) {
      return term.value;
    }
  }
  return {};
}

// The result of `replace` on an element matched by its filter: the new value, plus what the filter
// matched, so that the same request finds it again (design §2.20).
json::Value replaced(const json::Value& element, const BoundOperation& operation,
                     const Rules& rules) {
  json::Value made = *operation.value;
  if (operation.element_filter == nullptr || !rules.keeps_what_selected() || !made.is_object()) {
    return made;
  }
  for (const Attribute* sub : filter::found_by(*operation.element_filter, element)) {
    made.get_object().emplace(sub->name, element.as_object().at(sub->name));
  }
  return made;
}

// The result of any operation except removal on one element (standards.md ADD-4, REP-4).
void change_element(json::Value& element, const BoundOperation& operation, const Rules& rules) {
  if (operation.target.sub_attribute != nullptr) {
    element.as_object()[operation.target.sub_attribute->name] = *operation.value;
  } else if (operation.op == Op::replace || !operation.target.attribute->is_complex()) {
    element = replaced(element, operation, rules);
  } else {
    resource::merge(element.as_object(), operation.value->as_object());
  }
}

}  // namespace

Result<void> DocumentEdit::apply(const BoundOperation& operation) {
  const path::BoundPath& target = operation.target;
  if (!is_immutable(target)) {
    TRY(edit(operation));
  } else {
    TRY_ASSIGN(const json::Value before, immutable_part(target));
    TRY(edit(operation));
    TRY_ASSIGN(const json::Value after, immutable_part(target));
    TRY(check_immutable(before, after, target));
  }
  // Binding has decided whether all of it may be removed.
  const bool takes_part = operation.element_filter != nullptr || target.sub_attribute != nullptr;
  if (takes_part && target.attribute->required && operation.op == Op::remove && is_unset(target)) {
    return Error(Code::mutability,
                 fmt::format("{} is required and cannot be removed", target.attribute->name));
  }
  return {};
}

Result<json::Value> DocumentEdit::immutable_part(const path::BoundPath& target) {
  close(target);
  const json::Value* held = held_by(document_, target);
  if (held != nullptr && held->is_array()) {
    TRY(work_.compare(held->get_array().size(), 0, 1));
  }
  return part_of(held, target.sub_attribute);
}

Result<void> DocumentEdit::edit(const BoundOperation& operation) {
  const Attribute& attribute = *operation.target.attribute;
  if (operation.element_filter != nullptr) {
    return edit_elements(operation);
  }
  if (operation.target.sub_attribute != nullptr) {
    return attribute.multi_valued ? edit_elements(operation) : edit_sub(operation);
  }
  if (operation.op == Op::remove) {
    lists_.erase(&attribute);
    resource::erase(document_, operation.target.extension, attribute);
    return {};
  }
  if (attribute.multi_valued) {
    return set_list(operation);
  }
  return attribute.is_complex() ? set_complex(operation) : set_simple(operation);
}

Result<void> DocumentEdit::set_simple(const BoundOperation& operation) {
  put(operation.target, *operation.value);
  return {};
}

// RFC 7644 §3.5.2.3 merges; the interoperability profile, which strict organisations follow,
// replaces the whole value (standards.md REP-3, §3 row 13).
Result<void> DocumentEdit::set_complex(const BoundOperation& operation) {
  const json::Value* held = held_by(document_, operation.target);
  const bool merges = held != nullptr && (operation.op == Op::add || rules_.replace_merges());
  json::Object changed = merges ? held->as_object() : json::Object();
  resource::merge(changed, operation.value->as_object());
  put(operation.target, changed.empty() ? json::Value() : json::Value(std::move(changed)));
  return {};
}

Result<void> DocumentEdit::set_list(const BoundOperation& operation) {
  if (operation.op != Op::add) {
    lists_.erase(operation.target.attribute);
    resource::erase(document_, operation.target.extension, *operation.target.attribute);
  }
  return open(operation.target).add(operation.value->as_array());
}

Result<void> DocumentEdit::edit_sub(const BoundOperation& operation) {
  const json::Value* held = held_by(document_, operation.target);
  json::Object changed = held != nullptr ? held->as_object() : json::Object();
  if (operation.op == Op::remove) {
    changed.erase(operation.target.sub_attribute->name);
  } else {
    changed[operation.target.sub_attribute->name] = *operation.value;
  }
  put(operation.target, changed.empty() ? json::Value() : json::Value(std::move(changed)));
  return {};
}

// A value path, or a sub-attribute of a multi-valued attribute without one, such as "emails.value".
Result<void> DocumentEdit::edit_elements(const BoundOperation& operation) {
  resource::ElementList& list = open(operation.target);
  TRY_ASSIGN(const resource::ElementList::Places places, matches(operation, list));
  if (operation.op == Op::remove) {
    // Nothing matched: no change (standards.md REM-3).
    list.remove(places, operation.target.sub_attribute);
    return {};
  }
  return places.empty() ? create_element(operation, list)
                        : change_elements(operation, list, places);
}

Result<resource::ElementList::Places> DocumentEdit::matches(const BoundOperation& operation,
                                                            const resource::ElementList& list) {
  if (operation.element_filter == nullptr) {
    TRY(work_.compare(list.size(), 0, 1));
    return list.places();
  }
  const filter::Bound& filter = *operation.element_filter;
  const json::Value value = asked_value(operation);
  resource::ElementList::Places places;
  if (value.is_null()) {
    TRY(work_.compare(list.size(), list.bytes(), filter::comparisons(filter)));
    places = list.places();
  } else {
    places = list.with_value(value);
    TRY(work_.compare(places.size(), list.bytes(places), filter::comparisons(filter)));
  }
  std::erase_if(places, [&](const std::size_t place) {
    return !filter::evaluate_element(filter, list.at(place));
  });
  return places;
}

// design §2.16, idp-clients.md P5: the terms of the filter become the new element.
Result<void> DocumentEdit::create_element(const BoundOperation& operation,
                                          resource::ElementList& list) {
  const Attribute& attribute = *operation.target.attribute;
  const bool has_filter = operation.element_filter != nullptr;
  if (!rules_.creates_elements()) {
    return no_target(attribute, "");
  }
  if (has_filter && !filter::is_conjunction_of_eq(*operation.element_filter)) {
    return no_target(attribute, ", and only eq terms joined by and could create a value");
  }
  if (!attribute.is_complex()) {
    return list.add(json::Array{*operation.value});
  }
  json::Object made;
  if (has_filter) {
    for (const filter::Equality& term : filter::equalities(*operation.element_filter)) {
      made[term.attribute->name] = term.value;
    }
  }
  if (operation.target.sub_attribute != nullptr) {
    made[operation.target.sub_attribute->name] = *operation.value;
  } else {
    resource::merge(made, operation.value->as_object());
  }
  return list.add(json::Array{std::move(made)});
}

Result<void> DocumentEdit::change_elements(const BoundOperation& operation,
                                           resource::ElementList& list,
                                           const resource::ElementList::Places& places) {
  const Attribute& attribute = *operation.target.attribute;
  if (operation.element_filter == nullptr && places.size() > 1) {
    return Error(Code::no_target,
                 fmt::format("there are several {}: say which one, as in {}[type eq \"work\"]",
                             attribute.name, attribute.name));
  }
  return list.change(places, operation.target.sub_attribute,
                     [&](json::Value& element) { change_element(element, operation, rules_); });
}

resource::ElementList& DocumentEdit::open(const path::BoundPath& target) {
  const auto known = lists_.find(target.attribute);
  if (known != lists_.end()) {
    return known->second.list;
  }
  json::Value* held = resource::get(document_, target.extension, *target.attribute);
  json::Array elements = held == nullptr ? json::Array() : std::move(held->as_array());
  OpenList opened{target, resource::ElementList(*target.attribute, std::move(elements))};
  return lists_.emplace(target.attribute, std::move(opened)).first->second.list;
}

void DocumentEdit::close(const path::BoundPath& target) {
  const auto found = lists_.find(target.attribute);
  if (found != lists_.end()) {
    put(found->second.target, std::move(found->second.list).take());
    lists_.erase(found);
  }
}

bool DocumentEdit::is_unset(const path::BoundPath& target) const {
  const auto found = lists_.find(target.attribute);
  return found == lists_.end() ? held_by(document_, target) == nullptr
                               : found->second.list.size() == 0;
}

void DocumentEdit::put(const path::BoundPath& target, json::Value value) {
  resource::set(document_, target.extension, *target.attribute, std::move(value));
}

json::Object DocumentEdit::take() && {
  while (!lists_.empty()) {
    close(lists_.begin()->second.target);
  }
  return std::move(document_);
}

}  // namespace provost::scim::patch
