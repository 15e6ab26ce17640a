#include "provision/lifecycle.h"

#include <algorithm>

#include "json/text.h"

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
  return type.naming == nullptr ? std::string() : json::text_at(document, type.naming->name);
}

}  // namespace provost::provision
