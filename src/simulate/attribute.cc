#include "simulate/attribute.h"

#include "base/text.h"

namespace provost::simulate {
namespace {

constexpr std::string_view type_filter = "[type eq \"";

// The member under that name, in whatever case it exists, so that laying values over a server's
// answer never duplicates a name.
json::Value& member_of(json::Object& parent, std::string_view name) {
  json::Value* found = json::find(parent, name);
  return found != nullptr ? *found : parent[name];
}

json::Object& object_in(json::Object& parent, std::string_view name) {
  json::Value& value = member_of(parent, name);
  if (!value.is_object()) {
    value.emplace_object();
  }
  return value.get_object();
}

bool has_type(const json::Value& element, std::string_view type) {
  if (!element.is_object()) {
    return false;
  }
  const json::Value* found = json::find(element.get_object(), "type");
  return found != nullptr && found->is_string() && iequals(found->get_string(), type);
}

json::Object& element_in(json::Object& parent, const AttributePath& path) {
  json::Value& list = member_of(parent, path.attribute);
  if (!list.is_array()) {
    list.emplace_array();
  }
  for (json::Value& element : list.get_array()) {
    if (has_type(element, path.type)) {
      return element.get_object();
    }
  }
  json::Object element;
  element["type"] = path.type;
  list.get_array().emplace_back(std::move(element));
  return list.get_array().back().get_object();
}

const json::Value* child(const json::Value* parent, std::string_view name) {
  if (parent == nullptr || !parent->is_object()) {
    return nullptr;
  }
  return json::find(parent->get_object(), name);
}

const json::Value* element_of(const json::Value* list, std::string_view type) {
  if (list == nullptr || !list->is_array()) {
    return nullptr;
  }
  for (const json::Value& element : list->get_array()) {
    if (has_type(element, type)) {
      return &element;
    }
  }
  return nullptr;
}

}  // namespace

AttributePath read_path(std::string_view path) {
  AttributePath out;
  if (istarts_with(path, "urn:")) {
    const auto colon = path.rfind(':');
    out.urn = path.substr(0, colon);
    path.remove_prefix(colon + 1);
  }
  const auto filter = path.find(type_filter);
  if (filter != std::string_view::npos) {
    const auto begin = filter + type_filter.size();
    out.attribute = path.substr(0, filter);
    out.type = path.substr(begin, path.find('"', begin) - begin);
    const auto dot = path.rfind("].");
    out.sub = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 2);
    return out;
  }
  const auto dot = path.find('.');
  out.attribute = path.substr(0, dot);
  out.sub = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
  return out;
}

void set_at(json::Object& resource, std::string_view text, const json::Value& value) {
  const AttributePath path = read_path(text);
  json::Object& parent = path.urn.empty() ? resource : object_in(resource, path.urn);
  if (!path.type.empty()) {
    member_of(element_in(parent, path), path.sub) = value;
  } else if (!path.sub.empty()) {
    member_of(object_in(parent, path.attribute), path.sub) = value;
  } else {
    member_of(parent, path.attribute) = value;
  }
}

const json::Value* value_at(const json::Object& resource, std::string_view text) {
  const AttributePath path = read_path(text);
  const json::Value* value = nullptr;
  if (path.urn.empty()) {
    value = json::find(resource, path.attribute);
  } else {
    value = child(json::find(resource, path.urn), path.attribute);
  }
  if (!path.type.empty()) {
    value = element_of(value, path.type);
  }
  return path.sub.empty() ? value : child(value, path.sub);
}

}  // namespace provost::simulate
