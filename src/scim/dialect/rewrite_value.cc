#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "scim/dialect/dialect.h"
#include "scim/resource/advice.h"
#include "scim/resource/document.h"

namespace provost::scim::dialect {
namespace {

using resource::quote;
using schema::Attribute;

bool is_empty_text(const json::Value& value) {
  return value.is_string() && value.get_string().empty();
}

void note(Report& report, const Attribute& attribute, const json::Value& from) {
  constexpr std::size_t notes_max = 100;
  if (report.coerced.size() < notes_max) {
    report.coerced.push_back(
        fmt::format("{}: {} taken in another form than the schema's", attribute.name, quote(from)));
  }
}

// An attribute whose elements or value are told apart by `value`: manager, roles, members.
bool has_value(const Attribute& attribute) {
  return attribute.find(resource::value_name) != nullptr;
}

json::Value wrap(json::Value text) {
  json::Object object;
  object.emplace(resource::value_name, std::move(text));
  return object;
}

// OneLogin's templates and SCIM 1.1 say `managerId` for `manager.value` (idp-clients.md §3.2).
void rename_legacy_id(json::Object& object, const Attribute& attribute) {
  const json::Value* id = json::find(object, attribute.name + "Id");
  if (id == nullptr || json::find(object, resource::value_name) != nullptr) {
    return;
  }
  object[resource::value_name] = json::Value(*id);
  for (const auto& member : object) {
    if (iequals(member.key(), attribute.name + "Id")) {
      object.erase(std::string(member.key()));
      return;
    }
  }
}

// idp-clients.md §1.4 Manager: Entra sends the bare id, a list with one object, "" or an object
// with an empty value to unset it.
json::Value rewrite_reference(const Attribute& attribute, json::Value value, Report& report) {
  const json::Value original = value;
  if (value.is_array() && value.get_array().size() == 1) {
    value = json::Value(original.get_array().front());
  }
  if (value.is_string() && !is_empty_text(value)) {
    value = wrap(std::move(value));
  }
  if (json::Object* object = value.if_object()) {
    rename_legacy_id(*object, attribute);
    const json::Value* id = json::find(*object, resource::value_name);
    if (id != nullptr && is_empty_text(*id)) {
      value = nullptr;
    }
  }
  if (is_empty_text(value)) {
    value = nullptr;
  }
  if (value != original) {
    note(report, attribute, original);
  }
  return value;
}

// A member of the object that Entra writes into a role's value: its names for ours.
void take_part(json::Object& out, const Attribute& attribute, const json::Object& from,
               std::string_view theirs, std::string_view ours) {
  const json::Value* part = json::find(from, theirs);
  if (part != nullptr && attribute.find(ours) != nullptr && json::find(out, ours) == nullptr) {
    out[ours] = *part;
  }
}

// idp-clients.md §1.4 Roles: AppRoleAssignmentsComplex puts a JSON object into the text of `value`.
void unpack_value(json::Object& element, const Attribute& attribute, Report& report) {
  const json::Value* packed = json::find(element, resource::value_name);
  if (packed == nullptr || !packed->is_string() || !packed->get_string().starts_with('{')) {
    return;
  }
  const Result<json::Value> parsed = json::parse(packed->get_string());
  if (!parsed.has_value() || !parsed.value().is_object() ||
      json::find(parsed.value().get_object(), resource::value_name) == nullptr) {
    return;
  }
  note(report, attribute, *packed);
  const json::Object& inner = parsed.value().get_object();
  json::Object unpacked;
  take_part(unpacked, attribute, inner, resource::value_name, resource::value_name);
  take_part(unpacked, attribute, inner, "display", "display");
  take_part(unpacked, attribute, inner, "displayName", "display");
  take_part(unpacked, attribute, inner, resource::type_name, resource::type_name);
  *json::find(element, resource::value_name) = unpacked[resource::value_name];
  for (const auto& [name, part] : unpacked) {
    if (json::find(element, name) == nullptr) {
      element[name] = part;
    }
  }
}

// Entra sends `"$ref": null` in members, older samples other nulls (idp-clients.md §1.4; P15).
void drop_nulls(json::Object& element) {
  json::Object kept;
  kept.reserve(element.size());
  for (auto& member : element) {
    if (!member.value().is_null()) {
      kept.emplace(member.key(), std::move(member.value()));
    }
  }
  element = std::move(kept);
}

json::Value rewrite_element(const Attribute& attribute, json::Value element, Report& report) {
  if (element.is_string() && has_value(attribute)) {
    note(report, attribute, element);  // a bare member id (idp-clients.md P8)
    element = wrap(std::move(element));
  }
  if (json::Object* object = element.if_object()) {
    drop_nulls(*object);
    unpack_value(*object, attribute, report);
  }
  return element;
}

json::Value rewrite_list(const Attribute& attribute, json::Value value, Report& report) {
  if (is_empty_text(value)) {
    return nullptr;  // Logic App clears by "" (idp-clients.md §2.3)
  }
  if (!value.is_array() && !value.is_null()) {
    value = json::Array{std::move(value)};
  }
  if (!value.is_array() || !attribute.is_complex()) {
    return value;
  }
  for (json::Value& element : value.get_array()) {
    element = rewrite_element(attribute, std::move(element), report);
  }
  return value;
}

}  // namespace

json::Value rewrite_value(const Attribute& attribute, json::Value value, Report& report) {
  if (attribute.multi_valued) {
    return rewrite_list(attribute, std::move(value), report);
  }
  if (attribute.is_complex() && has_value(attribute)) {
    return rewrite_reference(attribute, std::move(value), report);
  }
  return value;
}

}  // namespace provost::scim::dialect
