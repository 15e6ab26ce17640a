#include "scim/resource/misnamed.h"

#include <algorithm>
#include <cstddef>

#include "base/text.h"
#include "scim/resource/document.h"

namespace provost::scim::resource {
namespace {

bool is_of_a_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_';
}

// The length of the common prefix of two texts, in any letter case.
std::size_t common_prefix(std::string_view a, std::string_view b) {
  std::size_t size = 0;
  while (size < std::min(a.size(), b.size()) && iequals(a.substr(size, 1), b.substr(size, 1))) {
    ++size;
  }
  return size;
}

// Whether `text` is `word` with one letter too many, missing or wrong, or with two letters swapped.
bool is_slip_of(std::string_view text, std::string_view word) {
  const std::size_t same = common_prefix(text, word);
  const std::string_view a = text.substr(same);
  const std::string_view b = word.substr(same);
  if (a.empty() || b.empty()) {
    return a.size() + b.size() <= 1;
  }
  const bool has_swapped =
      a.size() > 1 && b.size() > 1 && iequals(a.substr(0, 1), b.substr(1, 1)) &&
      iequals(a.substr(1, 1), b.substr(0, 1)) && iequals(a.substr(2), b.substr(2));
  return has_swapped || iequals(a.substr(1), b.substr(1)) || iequals(a.substr(1), b) ||
         iequals(a, b.substr(1));
}

template <class Fits>
bool any_part(std::string_view name, const Fits& fits) {
  while (!name.empty()) {
    const auto* end = std::ranges::find_if_not(name, is_of_a_name);
    const auto size = static_cast<std::size_t>(end - name.begin());
    if (fits(name.substr(0, size))) {
      return true;
    }
    name.remove_prefix(std::min(size + 1, name.size()));
  }
  return false;
}

bool has_part(std::string_view name, std::string_view word) {
  return any_part(name, [word](std::string_view part) { return iequals(part, word); });
}

// The parts of a URN are chosen by its owner.
bool has_slip(std::string_view name, std::string_view word) {
  return !istarts_with(name, "urn:") &&
         any_part(name.substr(0, name.find('[')),
                  [word](std::string_view part) { return is_slip_of(part, word); });
}

// Looks at a path without its filter; `$['active']` has brackets but no filter.
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

const schema::Attribute* misnamed_attribute(const schema::ResourceType& type, std::string_view name,
                                            const json::Value& value) {
  const bool is_beyond_profile =
      type.beyond_profile != nullptr && type.beyond_profile->find(name) != nullptr;
  if (is_beyond_profile) {
    return nullptr;
  }
  const schema::Attribute* relation = writable_relation(type);
  for (const schema::Attribute& attribute : type.schema->attributes) {
    const bool decides = attribute.lifecycle || &attribute == relation;
    if (decides && (names(name, attribute.name) || has_slip(name, attribute.name) ||
                    holds_name(value, attribute.name))) {
      return &attribute;
    }
  }
  return nullptr;
}

}  // namespace provost::scim::resource
