#include "scim/schema/schema.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "base/text.h"

namespace provost::scim::schema {
namespace {

const Attribute* find_in(const std::vector<Attribute>& attributes, std::string_view name) {
  const auto found = std::ranges::find_if(
      attributes, [&](const Attribute& attribute) { return iequals(attribute.name, name); });
  return found == attributes.end() ? nullptr : &*found;
}

}  // namespace

const Attribute* Attribute::find(std::string_view sub_name) const {
  return find_in(sub_attributes, sub_name);
}

const Attribute* Schema::find(std::string_view attribute_name) const {
  return find_in(attributes, attribute_name);
}

const Extension* ResourceType::find_extension(std::string_view urn) const {
  const auto found = std::ranges::find_if(
      extensions, [&](const Extension& extension) { return iequals(extension.schema->id, urn); });
  return found == extensions.end() ? nullptr : &*found;
}

Registry::Registry(Profile profile, std::vector<std::shared_ptr<const ResourceType>> types)
    : profile_(profile), types_(std::move(types)) {
  const auto add = [this](const std::shared_ptr<const Schema>& schema) {
    if (std::ranges::find(schemas_, schema->id, &Schema::id) == schemas_.end()) {
      schemas_.push_back(schema);
    }
  };
  for (const auto& type : types_) {
    add(type->schema);
    for (const Extension& extension : type->extensions) {
      add(extension.schema);
    }
  }
  every_type_.schema = types_.front()->schema;
  every_type_.common = types_.front()->common;
  for (const auto& schema : schemas_) {
    every_type_.extensions.push_back({schema, false});
  }
}

const ResourceType& Registry::type(TypeNumber number) const {
  const auto found = std::ranges::find(types_, number, &ResourceType::number);
  if (found == types_.end()) {
    throw std::logic_error("no resource type " + std::to_string(number));
  }
  return **found;
}

const ResourceType* Registry::find_by_name(std::string_view name) const {
  const auto found =
      std::ranges::find_if(types_, [&](const auto& type) { return iequals(type->name, name); });
  return found == types_.end() ? nullptr : found->get();
}

const ResourceType* Registry::find_by_segment(std::string_view segment) const {
  const auto found = std::ranges::find_if(types_, [&](const auto& type) {
    return iequals(std::string_view(type->endpoint).substr(1), segment);
  });
  return found == types_.end() ? nullptr : found->get();
}

}  // namespace provost::scim::schema
