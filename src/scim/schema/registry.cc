#include <algorithm>
#include <utility>

#include "scim/schema/load.h"
#include "scim/schema/schema.h"

namespace provost::scim::schema {
namespace {

using SchemaPtr = std::shared_ptr<const Schema>;

// The attributes of the full user that `kept` lacks. The names of the extension do not collide with
// those of the core schema, so one list serves both.
SchemaPtr rest_of_user(const Schema& full, const Schema& enterprise, const Schema& kept) {
  auto rest = std::make_shared<Schema>();
  rest->id = full.id;
  rest->name = full.name;
  rest->description = full.description;
  for (const Schema* schema : {&full, &enterprise}) {
    for (const Attribute& attribute : schema->attributes) {
      if (kept.find(attribute.name) == nullptr) {
        rest->attributes.push_back(attribute);
      }
    }
  }
  return rest;
}

std::shared_ptr<ResourceType> new_type(SchemaPtr schema, const SchemaPtr& common,
                                       UnknownPath unknown_path) {
  auto type = std::make_shared<ResourceType>();
  type->name = schema->name;
  type->endpoint = "/" + schema->name + "s";
  type->description = schema->description;
  type->schema = std::move(schema);
  type->common = common;
  type->unknown_path = unknown_path;
  return type;
}

std::shared_ptr<const ResourceType> make_user(Profile profile, const SchemaPtr& common,
                                              UnknownPath unknown_path) {
  const SchemaPtr full = load_schema("user.json");
  const SchemaPtr enterprise = load_schema("enterprise_user.json");
  const bool is_minimal = profile == Profile::minimal;
  auto type = new_type(is_minimal ? load_schema("user_minimal.json") : full, common, unknown_path);
  type->number = user_type;
  type->naming = type->schema->find("userName");
  if (is_minimal) {
    type->beyond_profile = rest_of_user(*full, *enterprise, *type->schema);
  } else {
    type->extensions.push_back({.schema = enterprise});
  }
  return type;
}

// Groups have all their attributes in every profile, so a path to another one is a mistake (design
// §2.17).
std::shared_ptr<const ResourceType> make_group(const SchemaPtr& common) {
  auto type = new_type(load_schema("group.json"), common, UnknownPath::refused);
  type->number = group_type;
  type->naming = type->schema->find("displayName");
  return type;
}

std::shared_ptr<const Registry> build(Profile profile) {
  const SchemaPtr common = load_schema("common.json");
  const UnknownPath unknown_path =
      profile == Profile::minimal ? UnknownPath::dropped : UnknownPath::refused;
  std::vector<std::shared_ptr<const ResourceType>> types{make_user(profile, common, unknown_path),
                                                         make_group(common)};
  return std::make_shared<const Registry>(profile, std::move(types));
}

bool withholds(const std::vector<Attribute>& attributes) {
  return std::ranges::any_of(attributes, [](const Attribute& attribute) {
    return attribute.returned == Returned::never || attribute.returned == Returned::on_request ||
           withholds(attribute.sub_attributes);
  });
}

std::shared_ptr<const ResourceType> extended(const ResourceType& type,
                                             const std::vector<CustomExtension>& extensions) {
  auto out = std::make_shared<ResourceType>(type);
  for (const CustomExtension& custom : extensions) {
    if (custom.type == type.number) {
      out->extensions.push_back(custom.extension);
      out->withholds = out->withholds || withholds(custom.extension.schema->attributes);
    }
  }
  return out;
}

}  // namespace

std::shared_ptr<const Registry> registry_of(Profile profile) {
  static const std::shared_ptr<const Registry> minimal = build(Profile::minimal);
  static const std::shared_ptr<const Registry> full = build(Profile::full);
  return profile == Profile::minimal ? minimal : full;
}

std::shared_ptr<const Registry> registry_of(Profile profile,
                                            const std::vector<CustomExtension>& extensions) {
  std::shared_ptr<const Registry> standard = registry_of(profile);
  if (extensions.empty()) {
    return standard;
  }
  std::vector<std::shared_ptr<const ResourceType>> types;
  for (const auto& type : standard->types()) {
    types.push_back(extended(*type, extensions));
  }
  return std::make_shared<const Registry>(profile, std::move(types));
}

const std::vector<SchemaPtr>& configuration_schemas() {
  static const std::vector<SchemaPtr> schemas = load_schemas("configuration.json");
  return schemas;
}

}  // namespace provost::scim::schema
