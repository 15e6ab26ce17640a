#include "scim/resource/changes.h"

namespace provost::scim::resource {

json::Object document_of(const Stored& stored) {
  json::Object document = json::parse(stored.document).value().as_object();
  document.erase("schemas");
  document.erase("id");
  return document;
}

json::Object difference(const json::Object& one, const json::Object& other) {
  json::Object out;
  for (const auto& [name, value] : one) {
    const json::Value* twin = other.if_contains(name);
    if (twin == nullptr || *twin != value) {
      out[name] = value;
    }
  }
  return out;
}

json::Array names_of(const json::Object& one, const json::Object& other) {
  json::Array names;
  for (const auto& member : one) {
    names.emplace_back(member.key());
  }
  for (const auto& member : other) {
    if (!one.contains(member.key())) {
      names.emplace_back(member.key());
    }
  }
  return names;
}

}  // namespace provost::scim::resource
