#include "provision/lifecycle.h"

#include <algorithm>

namespace provost::provision {

bool is_active(const scim::schema::ResourceType& type, const json::Object& document) {
  const auto& attributes = type.schema->attributes;
  const auto lifecycle = std::ranges::find_if(attributes, &scim::schema::Attribute::lifecycle);
  if (lifecycle == attributes.end()) {
    return false;
  }
  const json::Value* value = document.if_contains(lifecycle->name);
  return value != nullptr && value->is_bool() && value->get_bool();
}

std::string name_of(const scim::schema::ResourceType& type, const json::Object& document) {
  const json::Value* name =
      type.naming == nullptr ? nullptr : document.if_contains(type.naming->name);
  return name != nullptr && name->is_string() ? std::string(name->get_string()) : std::string();
}

}  // namespace provost::provision
