#include "scim/message/describe.h"

#include <utility>

#include <fmt/format.h>

#include "scim/message/urns.h"

namespace provost::scim::message {
namespace {

using schema::Attribute;

std::string_view word(schema::Type type) {
  switch (type) {
    case schema::Type::string:
      return "string";
    case schema::Type::boolean:
      return "boolean";
    case schema::Type::integer:
      return "integer";
    case schema::Type::decimal:
      return "decimal";
    case schema::Type::date_time:
      return "dateTime";
    case schema::Type::reference:
      return "reference";
    case schema::Type::binary:
      return "binary";
    case schema::Type::complex:
      break;
  }
  return "complex";
}

std::string_view word(schema::Mutability mutability) {
  switch (mutability) {
    case schema::Mutability::read_only:
      return "readOnly";
    case schema::Mutability::immutable:
      return "immutable";
    case schema::Mutability::write_only:
      return "writeOnly";
    case schema::Mutability::read_write:
      break;
  }
  return "readWrite";
}

std::string_view word(schema::Returned returned) {
  switch (returned) {
    case schema::Returned::always:
      return "always";
    case schema::Returned::never:
      return "never";
    case schema::Returned::on_request:
      return "request";
    case schema::Returned::by_default:
      break;
  }
  return "default";
}

std::string_view word(schema::Uniqueness uniqueness) {
  switch (uniqueness) {
    case schema::Uniqueness::server:
      return "server";
    case schema::Uniqueness::global:
      return "global";
    case schema::Uniqueness::none:
      break;
  }
  return "none";
}

void add_texts(json::Object& out, std::string_view name, const std::vector<std::string>& texts) {
  if (!texts.empty()) {
    out[name] = json::Array(texts.begin(), texts.end());
  }
}

json::Array describe_all(const std::vector<Attribute>& attributes);

// Every characteristic of RFC 7643 §7 that the attribute has, and nothing that is null (Entra
// refuses that, idp-clients.md §1.6). A complex attribute has neither caseExact nor uniqueness:
// those belong to its parts (standards.md ERR-4).
json::Object describe(const Attribute& attribute) {
  json::Object out{{"name", attribute.name},
                   {"type", word(attribute.type)},
                   {"multiValued", attribute.multi_valued},
                   {"description", attribute.description},
                   {"required", attribute.required}};
  add_texts(out, "canonicalValues", attribute.canonical_values);
  if (!attribute.is_complex()) {
    out["caseExact"] = attribute.case_exact;
  }
  out["mutability"] = word(attribute.mutability);
  out["returned"] = word(attribute.returned);
  if (!attribute.is_complex()) {
    out["uniqueness"] = word(attribute.uniqueness);
  }
  add_texts(out, "referenceTypes", attribute.reference_types);
  if (attribute.is_complex()) {
    out["subAttributes"] = describe_all(attribute.sub_attributes);
  }
  return out;
}

json::Array describe_all(const std::vector<Attribute>& attributes) {
  json::Array out;
  for (const Attribute& attribute : attributes) {
    if (!attribute.hidden) {
      out.push_back(describe(attribute));
    }
  }
  return out;
}

}  // namespace

json::Object meta(std::string_view resource_type, std::string location) {
  return {{"resourceType", resource_type}, {"location", std::move(location)}};
}

json::Object describe(const schema::Schema& schema, std::string_view base) {
  return {{"schemas", json::Array{json::Value(schema_urn)}},
          {"id", schema.id},
          {"name", schema.name},
          {"description", schema.description},
          {"attributes", describe_all(schema.attributes)},
          {"meta", meta("Schema", fmt::format("{}/Schemas/{}", base, schema.id))}};
}

// The id is the name (standards.md DIS-8); a type without extensions has no such list.
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
