#include "scim/resource/document.h"

#include <utility>

#include <fmt/format.h>

#include "scim/resource/advice.h"

namespace provost::scim::resource {
namespace {

using schema::Attribute;
using schema::ResourceType;
using schema::Schema;

const json::Object* container(const json::Object& document, const Schema* extension) {
  if (extension == nullptr) {
    return &document;
  }
  const json::Value* held = document.if_contains(extension->id);
  return held == nullptr ? nullptr : held->if_object();
}

json::Object* container(json::Object& document, const Schema* extension) {
  return const_cast<json::Object*>(container(std::as_const(document), extension));
}

json::Object& make_container(json::Object& document, const Schema* extension) {
  if (json::Object* held = container(document, extension)) {
    return *held;
  }
  json::Value& made = document[extension->id];
  return made.emplace_object();
}

json::Object ordered_object(json::Object from, const Attribute& attribute) {
  json::Object out;
  out.reserve(from.size());
  for (const Attribute& sub : attribute.sub_attributes) {
    json::Value* value = from.if_contains(sub.name);
    if (value != nullptr && !json::is_unassigned(*value)) {
      out.emplace(sub.name, std::move(*value));
    }
  }
  return out;
}

json::Array ordered_elements(json::Array from, const Attribute& attribute) {
  json::Array out;
  out.reserve(from.size());
  for (json::Value& element : from) {
    if (!element.is_object()) {
      out.push_back(std::move(element));
      continue;
    }
    json::Object ordered = ordered_object(std::move(element.get_object()), attribute);
    if (!ordered.empty()) {
      out.emplace_back(std::move(ordered));
    }
  }
  return out;
}

// Null when nothing remains.
json::Value ordered_value(json::Value value, const Attribute& attribute) {
  if (!attribute.is_complex()) {
    return value;
  }
  if (value.is_array()) {
    return ordered_elements(std::move(value.get_array()), attribute);
  }
  if (!value.is_object()) {
    return value;
  }
  json::Object ordered = ordered_object(std::move(value.get_object()), attribute);
  return ordered.empty() ? json::Value() : json::Value(std::move(ordered));
}

std::string change_text(const Attribute& attribute, const json::Value& before,
                        const json::Value* after) {
  if (after == nullptr) {
    return fmt::format("{} was {} and has been removed; this value should never change",
                       attribute.name, quote(before));
  }
  return fmt::format("{} was {} and became {}; this value should never change", attribute.name,
                     quote(before), quote(*after));
}

}  // namespace

const json::Value* get(const json::Object& document, const Schema* extension,
                       const Attribute& attribute) {
  const json::Object* holder = container(document, extension);
  return holder == nullptr ? nullptr : holder->if_contains(attribute.name);
}

json::Value* get(json::Object& document, const Schema* extension, const Attribute& attribute) {
  return const_cast<json::Value*>(get(std::as_const(document), extension, attribute));
}

void set(json::Object& document, const Schema* extension, const Attribute& attribute,
         json::Value value) {
  if (json::is_unassigned(value)) {
    erase(document, extension, attribute);
    return;
  }
  make_container(document, extension)[attribute.name] = std::move(value);
}

void erase(json::Object& document, const Schema* extension, const Attribute& attribute) {
  json::Object* holder = container(document, extension);
  if (holder == nullptr) {
    return;
  }
  holder->erase(attribute.name);
  if (extension != nullptr && holder->empty()) {
    document.erase(extension->id);
  }
}

void merge(json::Object& target, const json::Object& given) {
  for (const auto& [name, value] : given) {
    if (json::is_unassigned(value)) {
      target.erase(name);
    } else {
      target[name] = value;
    }
  }
}

const Attribute* writable_relation(const ResourceType& type) {
  for (const Attribute& attribute : type.schema->attributes) {
    if (attribute.storage == schema::Storage::relation &&
        attribute.mutability != schema::Mutability::read_only) {
      return &attribute;
    }
  }
  return nullptr;
}

json::Object canonical(json::Object document, const ResourceType& type) {
  json::Object out;
  out.reserve(document.size());
  for_each_attribute(type, [&](const Schema* extension, const Attribute& attribute) {
    if (attribute.storage != schema::Storage::document) {
      return;
    }
    if (json::Value* value = get(document, extension, attribute)) {
      set(out, extension, attribute, ordered_value(std::move(*value), attribute));
    }
  });
  return out;
}

void warn_of_changes(const json::Object& before, const json::Object& after,
                     const ResourceType& type, Report& report) {
  for_each_attribute(type, [&](const Schema* extension, const Attribute& attribute) {
    const json::Value* old_value =
        attribute.warn_on_change ? get(before, extension, attribute) : nullptr;
    if (old_value == nullptr) {
      return;
    }
    const json::Value* new_value = get(after, extension, attribute);
    if (new_value == nullptr || *new_value != *old_value) {
      report.warnings.push_back(change_text(attribute, *old_value, new_value));
    }
  });
}

}  // namespace provost::scim::resource
