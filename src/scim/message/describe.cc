#include "scim/message/describe.h"

#include <utility>

#include <fmt/format.h>

#include "scim/message/urns.h"
#include "scim/schema/write.h"

namespace provost::scim::message {

json::Object meta(std::string_view resource_type, std::string location) {
  return {{"resourceType", resource_type}, {"location", std::move(location)}};
}

json::Object describe(const schema::Schema& schema, std::string_view base) {
  return {{"schemas", json::Array{json::Value(schema_urn)}},
          {"id", schema.id},
          {"name", schema.name},
          {"description", schema.description},
          {"attributes", schema::to_json(schema.attributes)},
          {"meta", meta("Schema", fmt::format("{}/Schemas/{}", base, schema.id))}};
}

json::Object describe_core(const schema::ResourceType& type, std::string_view base) {
  json::Object out = describe(*type.schema, base);
  if (const schema::Attribute* attribute = type.common->find("externalId")) {
    out["attributes"].as_array().push_back(schema::to_json(*attribute));
  }
  return out;
}

// The id is the name (standards.md DIS-8); a type without extensions omits the list.
json::Object describe(const schema::ResourceType& type, std::string_view base) {
  json::Object out{{"schemas", json::Array{json::Value(resource_type_urn)}},
                   {"id", type.name},
                   {"name", type.name},
                   {"endpoint", type.endpoint},
                   {"description", type.description},
                   {"schema", type.schema->id}};
  json::Array extensions;
  for (const schema::Extension& extension : type.extensions) {
    extensions.push_back(
        json::Object{{"schema", extension.schema->id}, {"required", extension.required}});
  }
  if (!extensions.empty()) {
    out["schemaExtensions"] = std::move(extensions);
  }
  out["meta"] = meta("ResourceType", fmt::format("{}/ResourceTypes/{}", base, type.name));
  return out;
}

}  // namespace provost::scim::message
