#include "simulate/differ.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"

namespace provost::simulate {
namespace {

bool holds_urn(const json::Value& resource, std::string_view urn) {
  const json::Value* schemas =
      resource.is_object() ? json::find(resource.get_object(), "schemas") : nullptr;
  if (schemas == nullptr || !schemas->is_array()) {
    return false;
  }
  return std::ranges::any_of(schemas->get_array(), [&](const json::Value& item) {
    return item.is_string() && iequals(item.get_string(), urn);
  });
}

std::string_view type_name(std::string_view core) {
  return core.substr(core.rfind(':') + 1);
}

// idp-clients.md §1.6: every resource has id, schemas and meta.resourceType.
void compare_frame(const Expected& expected, const json::Value& actual,
                   std::vector<std::string>& out) {
  if (string_member(actual, "id") != expected.id) {
    out.push_back(
        fmt::format("id: expected {}, got \"{}\"", expected.id, string_member(actual, "id")));
  }
  if (!holds_urn(actual, expected.core)) {
    out.push_back(fmt::format("schemas: {} is missing", expected.core));
  }
  const json::Value* type = value_at(actual.get_object(), "meta.resourceType");
  if (type == nullptr || *type != json::Value(type_name(expected.core))) {
    out.push_back(fmt::format("meta.resourceType: expected {}", type_name(expected.core)));
  }
}

std::vector<std::string> values_of(const json::Value& resource, std::string_view attribute) {
  std::vector<std::string> out;
  const json::Value* list =
      resource.is_object() ? json::find(resource.get_object(), attribute) : nullptr;
  if (list == nullptr || !list->is_array()) {
    return out;
  }
  for (const json::Value& element : list->get_array()) {
    out.emplace_back(string_member(element, "value"));
  }
  return out;
}

}  // namespace

std::vector<std::string> compare(const Expected& expected, const json::Value& actual,
                                 const Advertised& advertised) {
  std::vector<std::string> out;
  if (!actual.is_object()) {
    out.emplace_back("the answer is not a resource");
    return out;
  }
  compare_frame(expected, actual, out);
  for (const Attribute& attribute : expected.attributes) {
    if (!advertised.gives_back(expected.core, attribute.path)) {
      continue;
    }
    const json::Value* value = value_at(actual.get_object(), attribute.path);
    if (value == nullptr || *value != attribute.value) {
      out.push_back(fmt::format("{}: expected {}, got {}", attribute.path,
                                json::write(attribute.value),
                                value == nullptr ? "nothing" : json::write(*value)));
    }
  }
  return out;
}

std::set<std::string> echoed(const std::vector<Attribute>& sent, const json::Value& answer) {
  std::set<std::string> paths;
  for (const Attribute& attribute : sent) {
    const json::Value* value =
        answer.is_object() ? value_at(answer.get_object(), attribute.path) : nullptr;
    if (value != nullptr && *value == attribute.value) {
      paths.insert(attribute.path);
    }
  }
  return paths;
}

std::vector<std::string> member_ids(const json::Value& group) {
  return values_of(group, "members");
}

std::vector<std::string> compare_members(const Membership& membership, const json::Value& group,
                                         std::string_view attribute) {
  std::vector<std::string> out;
  std::set<std::string> seen;
  for (const std::string& id : values_of(group, attribute)) {
    if (!seen.insert(id).second) {
      out.push_back(fmt::format("{}: {} is there twice", attribute, id));
      continue;
    }
    const bool foreign = !membership.known.contains(id);
    if (!membership.expected.contains(id) && !(foreign && membership.foreign_allowed)) {
      out.push_back(fmt::format("{}: {} should not be there", attribute, id));
    }
  }
  for (const std::string& id : membership.expected) {
    if (!seen.contains(id)) {
      out.push_back(fmt::format("{}: {} is missing", attribute, id));
    }
  }
  return out;
}

std::string list_fault(const json::Value& list, std::size_t total) {
  if (!holds_urn(list, list_urn)) {
    return "the answer is not a ListResponse";
  }
  if (number_member(list, "totalResults") != static_cast<std::int64_t>(total)) {
    return fmt::format("totalResults: expected {}, got {}", total,
                       number_member(list, "totalResults"));
  }
  const json::Value* resources = json::find(list.get_object(), "Resources");
  if (resources != nullptr && !resources->is_array()) {
    return "Resources is not a list";
  }
  if (resources_of(list).size() > total) {
    return "Resources holds more than totalResults says";
  }
  return {};
}

std::vector<const json::Value*> resources_of(const json::Value& list) {
  std::vector<const json::Value*> out;
  const json::Value* resources =
      list.is_object() ? json::find(list.get_object(), "Resources") : nullptr;
  if (resources != nullptr && resources->is_array()) {
    for (const json::Value& resource : resources->get_array()) {
      out.push_back(&resource);
    }
  }
  return out;
}

std::string_view string_member(const json::Value& resource, std::string_view name) {
  const json::Value* value =
      resource.is_object() ? json::find(resource.get_object(), name) : nullptr;
  return value != nullptr && value->is_string() ? std::string_view(value->get_string())
                                                : std::string_view{};
}

std::int64_t number_member(const json::Value& resource, std::string_view name) {
  const json::Value* value =
      resource.is_object() ? json::find(resource.get_object(), name) : nullptr;
  return value != nullptr && value->is_int64() ? value->get_int64() : -1;
}

}  // namespace provost::simulate
