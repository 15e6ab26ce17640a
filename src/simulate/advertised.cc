#include "simulate/advertised.h"

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

void collect(std::set<std::string>& out, const json::Object& parent, std::string_view member,
             const std::string& prefix, int depth) {
  const json::Value* list = json::find(parent, member);
  if (list == nullptr || !list->is_array()) {
    return;
  }
  for (const json::Value& item : list->get_array()) {
    if (!item.is_object() || !comes_back(item.get_object())) {
      continue;
    }
    const std::string path = prefix + ascii_lower(text_of(item.get_object(), "name"));
    out.insert(path);
    if (depth == 0) {
      collect(out, item.get_object(), "subAttributes", path + ".", 1);
    }
  }
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
      collect(out.paths_, schema.get_object(), "attributes", id + ":", 0);
    }
  }
  return out;
}

bool Advertised::gives_back(std::string_view core, std::string_view text) const {
  const AttributePath path = read_path(text);
  if (!known_ || (path.urn.empty() && iequals(path.attribute, "externalId"))) {
    return true;
  }
  const std::string_view urn = path.urn.empty() ? core : std::string_view(path.urn);
  const std::string attribute = ascii_lower(fmt::format("{}:{}", urn, path.attribute));
  return paths_.contains(attribute) &&
         (path.sub.empty() || paths_.contains(attribute + "." + ascii_lower(path.sub)));
}

}  // namespace provost::simulate
