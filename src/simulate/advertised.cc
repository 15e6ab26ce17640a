#include "simulate/advertised.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"

namespace provost::simulate {
namespace {

std::string_view text_of(const json::Object& object, std::string_view name) {
  const json::Value* value = json::find(object, name);
  return value != nullptr && value->is_string() ? std::string_view(value->get_string())
                                                : std::string_view{};
}

bool comes_back(const json::Object& attribute) {
  const auto mutability = text_of(attribute, "mutability");
  const auto returned = text_of(attribute, "returned");
  return !iequals(mutability, "readOnly") && !iequals(mutability, "writeOnly") &&
         !iequals(returned, "never") && !iequals(returned, "request");
}

bool can_be_asked_for(const json::Object& attribute) {
  return !iequals(text_of(attribute, "mutability"), "writeOnly") &&
         !iequals(text_of(attribute, "returned"), "never");
}

void collect(std::set<std::string>& out, bool (*takes)(const json::Object&),
             const json::Object& parent, std::string_view member, const std::string& prefix,
             int depth) {
  const json::Value* list = json::find(parent, member);
  if (list == nullptr || !list->is_array()) {
    return;
  }
  for (const json::Value& item : list->get_array()) {
    if (!item.is_object() || !takes(item.get_object())) {
      continue;
    }
    const std::string path = prefix + ascii_lower(text_of(item.get_object(), "name"));
    out.insert(path);
    if (depth == 0) {
      collect(out, takes, item.get_object(), "subAttributes", path + ".", 1);
    }
  }
}

bool holds(const std::set<std::string>& paths, std::string_view core, const AttributePath& path) {
  const std::string_view urn = path.urn.empty() ? core : std::string_view(path.urn);
  const std::string attribute = ascii_lower(fmt::format("{}:{}", urn, path.attribute));
  return paths.contains(attribute) &&
         (path.sub.empty() || paths.contains(attribute + "." + ascii_lower(path.sub)));
}

}  // namespace

Result<Advertised> Advertised::read(const json::Value& list) {
  const json::Value* resources =
      list.is_object() ? json::find(list.get_object(), "Resources") : nullptr;
  if (resources == nullptr || !resources->is_array() || resources->get_array().empty()) {
    return Error(Code::invalid_value, "/Schemas holds no list of schemas");
  }
  Advertised out;
  out.known_ = true;
  for (const json::Value& schema : resources->get_array()) {
    if (schema.is_object()) {
      const auto id = ascii_lower(text_of(schema.get_object(), "id"));
      collect(out.paths_, comes_back, schema.get_object(), "attributes", id + ":", 0);
      collect(out.listed_, can_be_asked_for, schema.get_object(), "attributes", id + ":", 0);
    }
  }
  return out;
}

bool Advertised::gives_back(std::string_view core, std::string_view text) const {
  static constexpr std::array always{std::string_view("externalId"), std::string_view("userName"),
                                     std::string_view("displayName"), std::string_view("active")};
  const AttributePath path = read_path(text);
  const bool is_group = iequals(core, group_urn);
  const auto is_it = [&](std::string_view name) {
    return iequals(path.attribute, name) && (is_group || !iequals(name, "displayName"));
  };
  return !known_ || (path.urn.empty() && std::ranges::any_of(always, is_it)) ||
         holds(paths_, core, path);
}

bool Advertised::lists(std::string_view core, std::string_view text) const {
  return !known_ || holds(listed_, core, read_path(text));
}

}  // namespace provost::simulate
