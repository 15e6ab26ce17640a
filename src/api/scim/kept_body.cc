#include "api/scim/kept_body.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "json/json.h"

namespace provost::api::scim_api {
namespace {

using scim::schema::Attribute;
using scim::schema::Extension;
using scim::schema::Registry;
using scim::schema::ResourceType;
using scim::schema::Storage;

// Larger bodies are not even read: that would hold up the event loop.
constexpr std::size_t read_bytes_max = 256 * 1024;
constexpr std::string_view left_out = "(left out)";
constexpr std::string_view message_urns = "urn:ietf:params:scim:api:messages:";

// Members of messages and their operations that do not contain attributes. `path` is handled
// separately.
constexpr std::array<std::string_view, 16> frame{
    "schemas",      "op",           "method",         "bulkId",
    "version",      "location",     "status",         "scimType",
    "detail",       "failOnErrors", "totalResults",   "startIndex",
    "itemsPerPage", "nextCursor",   "previousCursor", "id"};

bool is_frame(std::string_view name) {
  return std::ranges::any_of(frame, [&](std::string_view one) { return iequals(one, name); });
}

json::Value kept_value(const Attribute& attribute, const json::Value& value);

json::Object kept_members(const Attribute& attribute, const json::Object& object) {
  json::Object kept;
  for (const auto& member : object) {
    const Attribute* sub = attribute.find(member.key());
    if (sub != nullptr && sub->storage != Storage::discarded) {
      kept.emplace(member.key(), kept_value(*sub, member.value()));
    }
  }
  return kept;
}

json::Value kept_value(const Attribute& attribute, const json::Value& value) {
  if (const json::Array* list = value.if_array()) {
    json::Array kept;
    for (const json::Value& element : *list) {
      kept.push_back(kept_value(attribute, element));
    }
    return kept;
  }
  if (const json::Object* object = value.if_object()) {
    return attribute.is_complex() ? json::Value(kept_members(attribute, *object))
                                  : json::Value(left_out);
  }
  return value;
}

class Keeper {
 public:
  Keeper(const Registry& registry, const ResourceType* type) : registry_(registry), type_(type) {}

  json::Object message(const json::Object& body) const {
    const bool has_frame = is_message(body);
    json::Object kept;
    for (const auto& member : body) {
      if (is_list(member, "Operations")) {
        kept.emplace(member.key(), operations(member.value().get_array()));
      } else if (is_list(member, "Resources")) {
        kept.emplace(member.key(), resources(member.value().get_array()));
      } else {
        add(kept, member.key(), member.value(), has_frame);
      }
    }
    return kept;
  }

 private:
  template <class Member>
  static bool is_list(const Member& member, std::string_view name) {
    return iequals(member.key(), name) && member.value().is_array();
  }

  // A list, an error or a PatchOp, but not a resource.
  static bool is_message(const json::Object& body) {
    const json::Value* schemas = json::find(body, "schemas");
    const json::Array* list = schemas == nullptr ? nullptr : schemas->if_array();
    return list != nullptr && std::any_of(list->begin(), list->end(), [](const json::Value& one) {
             return one.is_string() &&
                    istarts_with(std::string_view(one.get_string()), message_urns);
           });
  }

  // An attribute of the profile, an extension or a part of the message; nothing else.
  void add(json::Object& kept, std::string_view name, const json::Value& value,
           bool has_frame) const {
    if (const Attribute* attribute = find(name)) {
      kept.emplace(name, kept_value(*attribute, value));
    } else if (const Extension* extension = find_extension(name)) {
      kept.emplace(name, kept_extension(*extension, value));
    } else if ((has_frame && is_frame(name) && !value.is_object()) || iequals(name, "schemas")) {
      kept.emplace(name, value);
    }
  }

  json::Value kept_extension(const Extension& extension, const json::Value& value) const {
    json::Object kept;
    if (const json::Object* object = value.if_object()) {
      for (const auto& member : *object) {
        const Attribute* attribute = extension.schema->find(member.key());
        if (attribute != nullptr && attribute->storage != Storage::discarded) {
          kept.emplace(member.key(), kept_value(*attribute, member.value()));
        }
      }
    }
    return kept;
  }

  json::Array resources(const json::Array& list) const {
    json::Array kept;
    for (const json::Value& one : list) {
      kept.emplace_back(one.is_object() ? json::Value(message(one.get_object()))
                                        : json::Value(left_out));
    }
    return kept;
  }

  json::Array operations(const json::Array& list) const {
    json::Array kept;
    for (const json::Value& one : list) {
      kept.emplace_back(one.is_object() ? json::Value(operation(one.get_object()))
                                        : json::Value(left_out));
    }
    return kept;
  }

  // The operations of a PATCH, or of a Bulk request or answer.
  json::Object operation(const json::Object& object) const {
    const json::Value* path = json::find(object, "path");
    const std::string_view path_text =
        path != nullptr && path->is_string() ? std::string_view(path->get_string()) : "";
    json::Object kept;
    for (const auto& member : object) {
      const std::string_view name = member.key();
      const json::Value& value = member.value();
      if (iequals(name, "path")) {
        kept.emplace(name, kept_path(path_text));
      } else if (iequals(name, "value")) {
        kept.emplace(name, patch_value(path_text, value));
      } else if ((iequals(name, "data") || iequals(name, "response")) && value.is_object()) {
        kept.emplace(name, Keeper(registry_, type_in(path_text)).message(value.get_object()));
      } else if (is_frame(name) && !value.is_object()) {
        kept.emplace(name, value);
      }
    }
    return kept;
  }

  // The type that the path of a Bulk request leads to: "/Users/…".
  const ResourceType* type_in(std::string_view path) const {
    path.remove_prefix(std::min(path.find_first_not_of('/'), path.size()));
    return registry_.find_by_segment(path.substr(0, path.find('/')));
  }

  // A filter in the path may contain the value of an omitted attribute.
  std::string kept_path(std::string_view path) const {
    const bool is_kept =
        path.starts_with('/') || attribute_at(path) != nullptr || find_extension(path) != nullptr;
    return std::string(is_kept ? path : path.substr(0, path.find('[')));
  }

  json::Value patch_value(std::string_view path, const json::Value& value) const {
    if (!path.empty()) {
      return value_at(path, value);
    }
    json::Object kept;
    if (const json::Object* object = value.if_object()) {
      for (const auto& member : *object) {
        kept.emplace(member.key(), value_at(member.key(), member.value()));
      }
    }
    return kept;
  }

  json::Value value_at(std::string_view path, const json::Value& value) const {
    if (const Extension* extension = find_extension(path)) {
      return kept_extension(*extension, value);
    }
    const Attribute* attribute = attribute_at(path);
    return attribute == nullptr ? json::Value(left_out) : kept_value(*attribute, value);
  }

  // The attribute that a path names, down to its sub-attribute: "name.givenName", "emails[type eq
  // "work"].value", "urn:…:User:department". Null when the profile has no such attribute.
  const Attribute* attribute_at(std::string_view path) const {
    if (type_ == nullptr) {
      return nullptr;
    }
    const Extension* extension = nullptr;
    for (const Extension& one : type_->extensions) {
      const std::string& urn = one.schema->id;
      if (path.size() > urn.size() && istarts_with(path, urn) && path[urn.size()] == ':') {
        extension = &one;
        path.remove_prefix(urn.size() + 1);
      }
    }
    if (extension == nullptr && istarts_with(path, type_->schema->id + ":")) {
      path.remove_prefix(type_->schema->id.size() + 1);
    }
    const std::string_view head = path.substr(0, path.find_first_of("[."));
    const Attribute* attribute = extension != nullptr ? extension->schema->find(head) : find(head);
    const std::size_t close = path.rfind(']');
    const std::size_t dot = path.find('.', close == path.npos ? 0 : close);
    if (attribute == nullptr || dot == path.npos) {
      return attribute;
    }
    return attribute->find(path.substr(dot + 1));
  }

  const Attribute* find(std::string_view name) const {
    if (type_ == nullptr) {
      return nullptr;
    }
    const Attribute* attribute = type_->schema->find(name);
    attribute = attribute == nullptr ? type_->common->find(name) : attribute;
    return attribute != nullptr && attribute->storage != Storage::discarded ? attribute : nullptr;
  }

  const Extension* find_extension(std::string_view urn) const {
    return type_ == nullptr ? nullptr : type_->find_extension(urn);
  }

  const Registry& registry_;
  const ResourceType* type_;
};

// Never inside a character.
std::string cut(std::string text) {
  if (text.size() <= kept_body_bytes_max) {
    return text;
  }
  std::size_t end = kept_body_bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
    --end;
  }
  const std::size_t size = text.size();
  text.resize(end);
  return text + fmt::format("\n(cut: {} of {} bytes)", end, size);
}

}  // namespace

std::string kept_body(std::string_view body, const Registry& registry, const ResourceType* type) {
  if (body.empty()) {
    return {};
  }
  if (body.size() > read_bytes_max) {
    return fmt::format("(left out: {} bytes)", body.size());
  }
  const Result<json::Value> value = json::parse(body);
  if (value.has_error() || !value->is_object()) {
    return fmt::format("(left out: {} bytes that are no JSON object)", body.size());
  }
  return cut(json::write(Keeper(registry, type).message(value->get_object())));
}

}  // namespace provost::api::scim_api
