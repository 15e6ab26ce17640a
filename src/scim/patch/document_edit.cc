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

// The part of `value` that counts for an immutable target: the sub-attribute if it is one of a
// singular value.
json::Value part_of(const json::Value* value, const Attribute* sub) {
  if (value == nullptr || sub == nullptr || !value->is_object()) {
    return value == nullptr ? json::Value() : *value;
  }
  const json::Value* part = value->get_object().if_contains(sub->name);
  return part == nullptr ? json::Value() : *part;
}

// standards.md ADD-5: an immutable attribute may be set once, and set again to what it is.
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

// Elements without any sub-attribute left disappear (standards.md REM-1).
void prune(json::Array& elements) {
  json::Array left;
  for (json::Value& element : elements) {
    if (!element.is_object() || !element.get_object().empty()) {
      left.push_back(std::move(element));
    }
  }
  elements = std::move(left);
}

std::vector<std::size_t> matches(const json::Array& elements, const BoundOperation& operation) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < elements.size(); ++i) {
    if (operation.element_filter == nullptr ||
        filter::evaluate_element(*operation.element_filter, elements[i])) {
      places.push_back(i);
    }
  }
  return places;
}

// What an operation other than removal makes of one element (standards.md ADD-4, REP-4).
void change_element(json::Value& element, const BoundOperation& operation) {
  if (operation.target.sub_attribute != nullptr) {
    element.as_object()[operation.target.sub_attribute->name] = *operation.value;
  } else if (operation.op == Op::replace || !operation.target.attribute->is_complex()) {
    element = *operation.value;
  } else {
    resource::merge(element.as_object(), operation.value->as_object());
  }
}

void remove_from(json::Array& elements, const BoundOperation& operation,
                 const std::vector<std::size_t>& places) {
  for (const std::size_t place : places) {
    json::Value& element = elements[place];
    if (operation.target.sub_attribute != nullptr) {
      element.as_object().erase(operation.target.sub_attribute->name);
    } else {
      element.emplace_object();
    }
  }
  prune(elements);
}

}  // namespace

Result<void> DocumentEdit::apply(const BoundOperation& operation) {
  const path::BoundPath& target = operation.target;
  if (!is_immutable(target)) {
    TRY(edit(operation));
  } else {
    const json::Value before = part_of(held_by(document_, target), target.sub_attribute);
    TRY(edit(operation));
    TRY(check_immutable(before, part_of(held_by(document_, target), target.sub_attribute), target));
  }
  // That all of it may go was decided when the operation was bound.
  const bool takes_part = operation.element_filter != nullptr || target.sub_attribute != nullptr;
  if (takes_part && target.attribute->required && held_by(document_, target) == nullptr &&
      operation.op == Op::remove) {
    return Error(Code::mutability,
                 fmt::format("{} is required and cannot be taken away", target.attribute->name));
  }
  return {};
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
    resource::erase(document_, operation.target.extension, attribute);
    return {};
  }
  if (attribute.multi_valued) {
    return set_list(operation);
  }
  return attribute.is_complex() ? set_complex(operation) : set_simple(operation);
}

Result<void> DocumentEdit::set_simple(const BoundOperation& operation) {
  put(operation, *operation.value);
  return {};
}

// RFC 7644 §3.5.2.3 merges; the interoperability profile, which strict organisations follow, wants
// the whole replaced (standards.md REP-3, §3 row 13).
Result<void> DocumentEdit::set_complex(const BoundOperation& operation) {
  const json::Value* held = held_by(document_, operation.target);
  const bool merges = held != nullptr && (operation.op == Op::add || rules_.replace_merges());
  json::Object changed = merges ? held->as_object() : json::Object();
  resource::merge(changed, operation.value->as_object());
  put(operation, changed.empty() ? json::Value() : json::Value(std::move(changed)));
  return {};
}

Result<void> DocumentEdit::set_list(const BoundOperation& operation) {
  const json::Value* held = held_by(document_, operation.target);
  json::Array elements =
      held != nullptr && operation.op == Op::add ? held->as_array() : json::Array();
  TRY(resource::add_elements(*operation.target.attribute, elements, operation.value->as_array()));
  put(operation, std::move(elements));
  return {};
}

Result<void> DocumentEdit::edit_sub(const BoundOperation& operation) {
  const json::Value* held = held_by(document_, operation.target);
  json::Object changed = held != nullptr ? held->as_object() : json::Object();
  if (operation.op == Op::remove) {
    changed.erase(operation.target.sub_attribute->name);
  } else {
    changed[operation.target.sub_attribute->name] = *operation.value;
  }
  put(operation, changed.empty() ? json::Value() : json::Value(std::move(changed)));
  return {};
}

// A value path, or a sub-attribute of a multi-valued attribute without one, as "emails.value".
Result<void> DocumentEdit::edit_elements(const BoundOperation& operation) {
  const json::Value* held = held_by(document_, operation.target);
  json::Array elements = held != nullptr ? held->as_array() : json::Array();
  const std::vector<std::size_t> places = matches(elements, operation);
  if (operation.op == Op::remove) {
    remove_from(elements, operation, places);  // nothing matched: no change (standards.md REM-3)
  } else if (places.empty()) {
    TRY(create_element(operation, elements));
  } else {
    TRY(change_elements(operation, elements, places));
  }
  put(operation, std::move(elements));
  return {};
}

// design §2.16, idp-clients.md P5: the terms of the filter become the new element.
Result<void> DocumentEdit::create_element(const BoundOperation& operation, json::Array& elements) {
  const Attribute& attribute = *operation.target.attribute;
  const bool has_filter = operation.element_filter != nullptr;
  if (!rules_.creates_elements()) {
    return no_target(attribute, "");
  }
  if (has_filter && !filter::is_conjunction_of_eq(*operation.element_filter)) {
    return no_target(attribute, ", and only eq terms joined by and could create a value");
  }
  if (!attribute.is_complex()) {
    return resource::add_elements(attribute, elements, json::Array{*operation.value});
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
  return resource::add_elements(attribute, elements, json::Array{std::move(made)});
}

Result<void> DocumentEdit::change_elements(const BoundOperation& operation, json::Array& elements,
                                           const std::vector<std::size_t>& places) {
  const Attribute& attribute = *operation.target.attribute;
  if (operation.element_filter == nullptr && places.size() > 1) {
    return Error(Code::no_target,
                 fmt::format("there are several {}: say which one, as in {}[type eq \"work\"]",
                             attribute.name, attribute.name));
  }
  for (const std::size_t place : places) {
    change_element(elements[place], operation);
  }
  TRY(resource::settle_primary(attribute, elements, places));
  // What became equal to another is no second one of it (standards.md MV-2).
  json::Array distinct;
  TRY(resource::add_elements(attribute, distinct, elements));
  elements = std::move(distinct);
  return {};
}

void DocumentEdit::put(const BoundOperation& operation, json::Value value) {
  resource::set(document_, operation.target.extension, *operation.target.attribute,
                std::move(value));
}

}  // namespace provost::scim::patch
