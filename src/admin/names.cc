#include "admin/names.h"

#include <optional>

#include "base/uuid.h"
#include "scim/resource/changes.h"

namespace provost::admin {

const std::string& Names::of(std::string_view id) {
  const auto [known, is_new] = known_.try_emplace(std::string(id));
  if (is_new) {
    known->second = look_up(id);
  }
  return known->second;
}

std::string Names::look_up(std::string_view id) {
  const std::optional<ResourceId> resource = Uuid::parse(id);
  if (!resource) {
    return {};
  }
  const std::optional<store::TypeNumber> type = reader_.type_of(*resource);
  const auto stored = type ? reader_.load(*type, *resource) : std::nullopt;
  return stored ? name_in(scim::resource::document_of(*stored)) : std::string();
}

std::string name_in(const json::Object& document) {
  for (const std::string_view member : {"userName", "displayName"}) {
    const json::Value* value = document.if_contains(member);
    if (value != nullptr && value->is_string()) {
      return std::string(value->get_string());
    }
  }
  return {};
}

}  // namespace provost::admin
