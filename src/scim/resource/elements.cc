#include "scim/resource/elements.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include <fmt/format.h>

#include "base/fold_cost.h"
#include "scim/resource/coerce.h"
#include "scim/resource/document.h"

namespace provost::scim::resource {
namespace {

using schema::Attribute;

void append_part(std::string& key, const Attribute* sub, const json::Object& element) {
  const json::Value* value = sub == nullptr ? nullptr : element.if_contains(sub->name);
  key += '\x1f';
  if (value != nullptr) {
    key += comparison_key(*sub, *value);
  }
}

// What makes two elements the same (standards.md MV-2, ADD-3).
std::string identity(const Attribute& attribute, const json::Value& element) {
  if (!element.is_object()) {
    return comparison_key(attribute, element);
  }
  const json::Object& object = element.get_object();
  std::string key;
  if (object.contains(value_name)) {
    append_part(key, attribute.find(value_name), object);
    append_part(key, attribute.find(type_name), object);
    return key;
  }
  for (const Attribute& sub : attribute.sub_attributes) {
    append_part(key, &sub, object);
  }
  return key;
}

// A value that compares equal is already there, and keeps its spelling (ADD-3).
void gain(json::Object& element, const json::Object& given, const Attribute& attribute) {
  for (const Attribute& sub : attribute.sub_attributes) {
    const json::Value* value = given.if_contains(sub.name);
    const json::Value* held = element.if_contains(sub.name);
    if (value != nullptr &&
        (held == nullptr || comparison_key(sub, *held) != comparison_key(sub, *value))) {
      element[sub.name] = *value;
    }
  }
}

// The approximate cost of examining a value, in bytes of ASCII.
std::size_t bytes_of(const json::Value& value) {
  if (value.is_string()) {
    return fold_cost(value.get_string());
  }
  std::size_t sum = 8;
  if (value.is_object()) {
    for (const auto& member : value.get_object()) {
      sum += bytes_of(member.value());
    }
  } else if (value.is_array()) {
    for (const json::Value& item : value.get_array()) {
      sum += bytes_of(item);
    }
  }
  return sum;
}

// Only of that sub-attribute.
std::size_t bytes_of(const json::Value& element, const Attribute& sub) {
  const json::Value* value =
      element.is_object() ? element.get_object().if_contains(sub.name) : nullptr;
  return value == nullptr ? 0 : bytes_of(*value);
}

void take_out(std::unordered_map<std::string, std::set<std::size_t>>& index, const std::string& key,
              std::size_t place) {
  const auto found = index.find(key);
  found->second.erase(place);
  if (found->second.empty()) {
    index.erase(found);
  }
}

}  // namespace

ElementList::ElementList(const Attribute& attribute, json::Array elements)
    : attribute_(attribute), elements_(std::move(elements)), keys_(elements_.size()) {
  for (std::size_t place = 0; place < elements_.size(); ++place) {
    enter(place);
  }
}

ElementList::Places ElementList::places() const {
  Places all;
  all.reserve(size_);
  for (std::size_t place = 0; place < elements_.size(); ++place) {
    if (!is_gone(place)) {
      all.push_back(place);
    }
  }
  return all;
}

ElementList::Places ElementList::with_value(const json::Value& value) const {
  const Attribute* sub = attribute_.find(value_name);
  const auto found = sub == nullptr ? by_value_.end() : by_value_.find(comparison_key(*sub, value));
  return found == by_value_.end() ? Places() : Places(found->second.begin(), found->second.end());
}

Result<void> ElementList::add(const json::Array& added) {
  Places primaries;
  for (const json::Value& element : added) {
    const auto [place, is_new] = add_one(element);
    if (size_ > elements_max) {
      return Error(Code::invalid_value,
                   fmt::format("{} may hold at most {} values", attribute_.name, elements_max));
    }
    if (is_primary(element)) {
      primaries.push_back(place);
    }
  }
  std::ranges::sort(primaries);
  primaries.erase(std::unique(primaries.begin(), primaries.end()), primaries.end());
  return settle_primary(primaries);
}

std::pair<std::size_t, bool> ElementList::add_one(const json::Value& element) {
  const auto same = by_identity_.find(identity(attribute_, element));
  if (same == by_identity_.end()) {
    elements_.push_back(element);
    keys_.emplace_back();
    enter(elements_.size() - 1);
    return {elements_.size() - 1, true};
  }
  const std::size_t place = *same->second.begin();
  if (element.is_object()) {
    gain(elements_[place].as_object(), element.get_object(), attribute_);
    note_primary(place);
  }
  return {place, false};
}

Result<void> ElementList::change(const Places& changed, const Attribute* sub,
                                 const std::function<void(json::Value&)>& edit) {
  for (const std::size_t place : changed) {
    if (identifies(sub, place)) {
      leave(place);
      edit(elements_[place]);
      enter(place);
      continue;
    }
    const std::size_t before = bytes_of(elements_[place], *sub);
    edit(elements_[place]);
    const std::size_t after = bytes_of(elements_[place], *sub);
    keys_[place].bytes += after - before;
    bytes_ += after - before;
    note_primary(place);
  }
  TRY(settle_primary(changed));
  merge_equal();
  return {};
}

void ElementList::remove(const Places& removed, const Attribute* sub) {
  for (const std::size_t place : removed) {
    leave(place);
    if (sub != nullptr) {
      elements_[place].as_object().erase(sub->name);
    }
    if (sub == nullptr || elements_[place].get_object().empty()) {
      elements_[place] = nullptr;
    } else {
      enter(place);
    }
  }
}

json::Array ElementList::take() && {
  json::Array left;
  left.reserve(size_);
  for (json::Value& element : elements_) {
    if (!element.is_null()) {
      left.push_back(std::move(element));
    }
  }
  return left;
}

void ElementList::enter(std::size_t place) {
  const json::Value& element = elements_[place];
  Keys& keys = keys_[place];
  keys.identity = identity(attribute_, element);
  keys.bytes = bytes_of(element);
  const json::Value* value =
      element.is_object() ? element.get_object().if_contains(value_name) : nullptr;
  const Attribute* sub = attribute_.find(value_name);
  keys.has_value = value != nullptr && sub != nullptr;
  if (keys.has_value) {
    keys.value = comparison_key(*sub, *value);
    by_value_[keys.value].insert(place);
  }
  std::set<std::size_t>& same = by_identity_[keys.identity];
  same.insert(place);
  if (same.size() > 1) {
    equal_.insert(keys.identity);
  }
  note_primary(place);
  ++size_;
  bytes_ += keys.bytes;
}

void ElementList::leave(std::size_t place) {
  const Keys& keys = keys_[place];
  if (keys.has_value) {
    take_out(by_value_, keys.value, place);
  }
  take_out(by_identity_, keys.identity, place);
  primaries_.erase(place);
  --size_;
  bytes_ -= keys.bytes;
}

std::size_t ElementList::bytes(const Places& places) const {
  std::size_t sum = 0;
  for (const std::size_t place : places) {
    sum += keys_[place].bytes;
  }
  return sum;
}

void ElementList::note_primary(std::size_t place) {
  if (is_primary(elements_[place])) {
    primaries_.insert(place);
  } else {
    primaries_.erase(place);
  }
}

// Whether changing that sub-attribute can change the element's identity.
bool ElementList::identifies(const Attribute* sub, std::size_t place) const {
  return sub == nullptr || !keys_[place].has_value || sub->name == value_name ||
         sub->name == type_name;
}

Result<void> ElementList::settle_primary(const Places& changed) {
  const auto is_it = [&](std::size_t place) { return primaries_.contains(place); };
  const auto chosen = std::ranges::find_if(changed, is_it);
  if (chosen == changed.end()) {
    return {};
  }
  if (std::ranges::count_if(changed, is_it) > 1) {
    return Error(Code::invalid_value,
                 fmt::format("at most one of {} may be primary", attribute_.name));
  }
  for (const std::size_t place : std::set<std::size_t>(primaries_)) {
    if (place != *chosen) {
      const bool moves = identifies(attribute_.find(primary_name), place);
      if (moves) {
        leave(place);
      }
      elements_[place].as_object()[primary_name] = false;
      if (moves) {
        enter(place);
      } else {
        note_primary(place);
      }
    }
  }
  return {};
}

// The first of several equal elements stays, and gains what the others say, in order.
void ElementList::merge_equal() {
  for (const std::string& identity : std::exchange(equal_, {})) {
    const auto found = by_identity_.find(identity);
    if (found == by_identity_.end() || found->second.size() < 2) {
      continue;
    }
    const Places same(found->second.begin(), found->second.end());
    for (std::size_t i = 1; i < same.size(); ++i) {
      const json::Value other = elements_[same[i]];
      leave(same[i]);
      elements_[same[i]] = nullptr;
      if (other.is_object()) {
        gain(elements_[same[0]].as_object(), other.get_object(), attribute_);
        note_primary(same[0]);
      }
    }
  }
}

Result<void> add_elements(const Attribute& attribute, json::Array& elements,
                          const json::Array& added) {
  ElementList list(attribute, std::move(elements));
  const Result<void> outcome = list.add(added);
  elements = std::move(list).take();
  return outcome;
}

bool is_primary(const json::Value& element) {
  const json::Object* object = element.if_object();
  const json::Value* primary = object == nullptr ? nullptr : object->if_contains(primary_name);
  return primary != nullptr && primary->is_bool() && primary->get_bool();
}

}  // namespace provost::scim::resource
