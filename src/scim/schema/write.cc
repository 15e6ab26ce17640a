#include "scim/schema/write.h"

#include "scim/schema/words.h"

namespace provost::scim::schema {
namespace {

void add_texts(json::Object& out, std::string_view name, const std::vector<std::string>& texts) {
  if (!texts.empty()) {
    out[name] = json::Array(texts.begin(), texts.end());
  }
}

}  // namespace

json::Object to_json(const Attribute& attribute) {
  json::Object out{{"name", attribute.name},
                   {"type", word_for(type_words, attribute.type)},
                   {"multiValued", attribute.multi_valued},
                   {"description", attribute.description},
                   {"required", attribute.required}};
  add_texts(out, "canonicalValues", attribute.canonical_values);
  if (!attribute.is_complex()) {
    out["caseExact"] = attribute.case_exact;
  }
  out["mutability"] = word_for(mutability_words, attribute.mutability);
  out["returned"] = word_for(returned_words, attribute.returned);
  if (!attribute.is_complex()) {
    out["uniqueness"] = word_for(uniqueness_words, attribute.uniqueness);
  }
  add_texts(out, "referenceTypes", attribute.reference_types);
  if (attribute.is_complex()) {
    out["subAttributes"] = to_json(attribute.sub_attributes);
  }
  return out;
}

json::Array to_json(const std::vector<Attribute>& attributes) {
  json::Array out;
  for (const Attribute& attribute : attributes) {
    if (!attribute.hidden) {
      out.push_back(to_json(attribute));
    }
  }
  return out;
}

std::string write_schema(const Schema& schema) {
  json::Array attributes;
  for (const Attribute& attribute : schema.attributes) {
    json::Object described = to_json(attribute);
    if (attribute.index != 0) {
      described["x-index"] = attribute.index;
    }
    attributes.emplace_back(std::move(described));
  }
  return json::write(json::Object{{"id", schema.id},
                                  {"name", schema.name},
                                  {"description", schema.description},
                                  {"attributes", std::move(attributes)}});
}

}  // namespace provost::scim::schema
