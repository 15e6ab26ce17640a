#include "scim/resource/misnamed.h"

#include <algorithm>

#include "base/text.h"
#include "scim/resource/document.h"

namespace provost::scim::resource {
namespace {

bool is_of_a_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_';
}

bool has_part(std::string_view name, std::string_view word) {
  while (!name.empty()) {
    const auto* end = std::ranges::find_if_not(name, is_of_a_name);
    const auto size = static_cast<std::size_t>(end - name.begin());
    if (iequals(name.substr(0, size), word)) {
      return true;
    }
    name.remove_prefix(std::min(size + 1, name.size()));
  }
  return false;
}

// A path but for its filter; `$['active']` has brackets and no filter.
bool names(std::string_view text, std::string_view word) {
  const std::size_t open = text.find('[');
  if (open == std::string_view::npos || text.find(' ', open) == std::string_view::npos) {
    return has_part(text, word);
  }
  const std::size_t close = text.rfind(']');
  return has_part(text.substr(0, open), word) ||
         (close != std::string_view::npos && close > open && has_part(text.substr(close), word));
}

bool holds_name(const json::Value& value, std::string_view word) {
  if (const json::Array* list = value.if_array()) {
    return std::ranges::any_of(
        *list, [&](const json::Value& element) { return holds_name(element, word); });
  }
  const json::Object* object = value.if_object();
  return object != nullptr && std::ranges::any_of(*object, [&](const auto& member) {
           return names(member.key(), word) || holds_name(member.value(), word);
         });
}

}  // namespace

const schema::Attribute* misnamed_lifecycle(const schema::ResourceType& type, std::string_view name,
                                            const json::Value& value) {
  const bool is_beyond_profile =
      type.beyond_profile != nullptr && type.beyond_profile->find(name) != nullptr;
  if (is_beyond_profile) {
    return nullptr;
  }
  for (const schema::Attribute& attribute : type.schema->attributes) {
    if (attribute.lifecycle && (names(name, attribute.name) || holds_name(value, attribute.name))) {
      return &attribute;
    }
  }
  return nullptr;
}

}  // namespace provost::scim::resource
