#include <algorithm>

#include "scim/resource/render.h"

namespace provost::scim::resource {
namespace {

using path::BoundPath;
using schema::Attribute;

// A value filter in the list, such as `emails[type eq "work"]` (idp-clients.md §2.2), cannot narrow
// an answer: only the attribute before it counts.
std::string_view without_filter(std::string_view name) {
  return name.substr(0, name.find('['));
}

std::string_view trimmed(std::string_view name) {
  const std::size_t first = name.find_first_not_of(' ');
  const std::size_t last = name.find_last_not_of(' ');
  return first == std::string_view::npos ? std::string_view()
                                         : name.substr(first, last - first + 1);
}

void add_paths(std::vector<BoundPath>& out, const std::vector<std::string>& names,
               const schema::ResourceType& type) {
  for (const std::string& name : names) {
    const Result<path::AttributePath> parsed = path::parse(without_filter(trimmed(name)), type);
    if (!parsed.has_value()) {
      continue;
    }
    if (const std::optional<BoundPath> bound = path::bind(parsed.value(), type)) {
      out.push_back(*bound);
    }
  }
}

// A bare extension URN names everything in the extension.
bool names(const BoundPath& path, const Attribute& attribute) {
  if (path.attribute != nullptr) {
    return path.attribute == &attribute;
  }
  const std::vector<Attribute>& all = path.extension->attributes;
  return !all.empty() && &attribute >= &all.front() && &attribute <= &all.back();
}

// The names in a write: members of a resource, or paths and members of a PATCH.
class SentNames {
 public:
  SentNames(const schema::ResourceType& type, std::vector<const Attribute*>& out)
      : type_(type), out_(out) {}

  void add_body(const json::Value& body) {
    const json::Object* object = body.if_object();
    if (object == nullptr) {
      return;
    }
    const json::Value* operations = json::find(*object, "Operations");
    if (operations == nullptr || !operations->is_array()) {
      add_members(*object);
      return;
    }
    for (const json::Value& operation : operations->get_array()) {
      add_operation(operation);
    }
  }

 private:
  void add_operation(const json::Value& operation) {
    const json::Object* object = operation.if_object();
    const json::Value* path = object == nullptr ? nullptr : json::find(*object, "path");
    const json::Value* value = object == nullptr ? nullptr : json::find(*object, "value");
    if (path != nullptr && path->is_string()) {
      add(path->get_string(), value);
    } else if (value != nullptr && value->is_object()) {
      add_members(value->get_object());
    }
  }

  void add_members(const json::Object& object) {
    for (const auto& [name, value] : object) {
      add(name, &value);
    }
  }

  void add(std::string_view name, const json::Value* value) {
    const Result<path::AttributePath> parsed = path::parse(without_filter(trimmed(name)), type_);
    const auto bound = parsed.has_value() ? path::bind(*parsed, type_) : std::nullopt;
    if (!bound) {
      return;
    }
    if (bound->attribute != nullptr) {
      add(*bound->attribute);
    } else if (value != nullptr && value->is_object()) {
      for (const auto& member : value->get_object()) {
        const Attribute* attribute = bound->extension->find(member.key());
        if (attribute != nullptr) {
          add(*attribute);
        }
      }
    }
  }

  void add(const Attribute& attribute) {
    if (attribute.returned == schema::Returned::on_request) {
      out_.push_back(&attribute);
    }
    for (const Attribute& sub : attribute.sub_attributes) {
      add(sub);
    }
  }

  const schema::ResourceType& type_;
  std::vector<const Attribute*>& out_;
};

}  // namespace

Result<Projection> Projection::parse(const std::vector<std::string>& attributes,
                                     const std::vector<std::string>& excluded_attributes,
                                     const schema::ResourceType& type) {
  if (!attributes.empty() && !excluded_attributes.empty()) {
    return Error(Code::invalid_value,
                 "attributes and excludedAttributes exclude each other: send one of them");
  }
  Projection projection;
  if (!attributes.empty()) {
    projection.mode_ = Mode::only;
    add_paths(projection.paths_, attributes, type);
  } else if (!excluded_attributes.empty()) {
    projection.mode_ = Mode::all_but;
    add_paths(projection.paths_, excluded_attributes, type);
  }
  return projection;
}

void Projection::add_sent(const json::Value& body, const schema::ResourceType& type) {
  if (mode_ == Mode::all && type.withholds) {
    SentNames(type, sent_).add_body(body);
  }
}

bool Projection::was_sent(const Attribute& attribute) const {
  return std::ranges::find(sent_, &attribute) != sent_.end();
}

bool Projection::includes(const Attribute& attribute) const {
  if (attribute.returned == schema::Returned::never) {
    return false;
  }
  if (attribute.returned == schema::Returned::always || was_sent(attribute)) {
    return true;
  }
  const bool is_named =
      std::ranges::any_of(paths_, [&](const BoundPath& path) { return names(path, attribute); });
  if (mode_ == Mode::only) {
    return is_named;
  }
  const bool is_excluded = std::ranges::any_of(paths_, [&](const BoundPath& path) {
    return path.sub_attribute == nullptr && names(path, attribute);
  });
  return attribute.returned == schema::Returned::by_default && !is_excluded;
}

}  // namespace provost::scim::resource
