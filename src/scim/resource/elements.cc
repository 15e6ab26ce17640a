#include "scim/resource/elements.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include <fmt/format.h>

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

// What makes two elements the same one (standards.md MV-2, ADD-3).
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

// What is equal by its comparison rule is there already, and stays as it was spelled (ADD-3).
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

class Adder {
 public:
  Adder(const Attribute& attribute, json::Array& elements)
      : attribute_(attribute), elements_(elements) {
    for (std::size_t i = 0; i < elements.size(); ++i) {
      places_.emplace(identity(attribute, elements[i]), i);
    }
  }

  void add(const json::Value& element) {
    const auto [place, is_new] = places_.emplace(identity(attribute_, element), elements_.size());
    if (is_new) {
      elements_.push_back(element);
    } else if (element.is_object()) {
      gain(elements_[place->second].as_object(), element.get_object(), attribute_);
    }
    if (is_primary(element)) {
      primaries_.push_back(place->second);
    }
  }

  Result<void> finish() {
    std::ranges::sort(primaries_);
    primaries_.erase(std::unique(primaries_.begin(), primaries_.end()), primaries_.end());
    return settle_primary(attribute_, elements_, primaries_);
  }

 private:
  const Attribute& attribute_;
  json::Array& elements_;
  std::unordered_map<std::string, std::size_t> places_;
  std::vector<std::size_t> primaries_;
};

}  // namespace

Result<void> add_elements(const Attribute& attribute, json::Array& elements,
                          const json::Array& added) {
  Adder adder(attribute, elements);
  for (const json::Value& element : added) {
    adder.add(element);
    if (elements.size() > elements_max) {
      return Error(Code::invalid_value,
                   fmt::format("{} may hold at most {} values", attribute.name, elements_max));
    }
  }
  return adder.finish();
}

Result<void> settle_primary(const Attribute& attribute, json::Array& elements,
                            const std::vector<std::size_t>& changed) {
  const auto primary_at = [&](std::size_t i) { return is_primary(elements[i]); };
  const auto chosen = std::ranges::find_if(changed, primary_at);
  if (chosen == changed.end()) {
    return {};
  }
  if (std::ranges::count_if(changed, primary_at) > 1) {
    return Error(Code::invalid_value,
                 fmt::format("at most one of {} may be primary", attribute.name));
  }
  for (std::size_t i = 0; i < elements.size(); ++i) {
    if (i != *chosen && is_primary(elements[i])) {
      elements[i].as_object()[primary_name] = false;
    }
  }
  return {};
}

bool is_primary(const json::Value& element) {
  const json::Object* object = element.if_object();
  const json::Value* primary = object == nullptr ? nullptr : object->if_contains(primary_name);
  return primary != nullptr && primary->is_bool() && primary->get_bool();
}

}  // namespace provost::scim::resource
