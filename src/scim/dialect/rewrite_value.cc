#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "scim/dialect/dialect.h"
#include "scim/resource/advice.h"
#include "scim/resource/document.h"
#include "scim/resource/members.h"

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

// An attribute whose elements or value are identified by `value`: manager, roles, members.
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

// The value whose JSON text a client sent in its place (design §2.17), or the value itself.
json::Value out_of_text(json::Value value) {
  if (!value.is_string() || !resource::looks_like_json(value.get_string())) {
    return value;
  }
  Result<json::Value> parsed = json::parse(value.get_string());
  return parsed.has_value() && parsed->is_structured() ? std::move(*parsed) : std::move(value);
}

// The value of an object whose only content is `name`, or null. `schemas` does not count as
// content.
json::Value* lone_value(json::Object& object, std::string_view name) {
  json::Value* found = nullptr;
  for (auto& member : object) {
    if (iequals(member.key(), name)) {
      found = &member.value();
    } else if (!member.value().is_null() && !iequals(member.key(), resource::schemas_name)) {
      return nullptr;
    }
  }
  return found;
}

// Moves a part out of a value, to replace the whole.
json::Value take(json::Value& part) {
  return std::move(part);
}

// Forms of a single value: the JSON text of an object, and a list of one. Entra once sent `{"$ref":
// null, "value": "False"}` in such a list.
json::Value rewrite_single(const Attribute& attribute, json::Value value) {
  if (!value.is_array() || value.get_array().size() != 1) {
    return attribute.is_complex() ? out_of_text(std::move(value)) : std::move(value);
  }
  value = take(value.get_array().front());
  if (attribute.is_complex()) {
    return out_of_text(std::move(value));
  }
  json::Object* object = value.if_object();
  json::Value* lone = object == nullptr ? nullptr : lone_value(*object, resource::value_name);
  return lone == nullptr ? std::move(value) : take(*lone);
}

// idp-clients.md §1.4 Manager: Entra sends the bare id, a list with one object, "" or an object
// with an empty value to unset it.
json::Value rewrite_reference(const Attribute& attribute, json::Value value) {
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
  return value;
}

json::Value rewrite_singular(const Attribute& attribute, const json::Value& given, Report& report) {
  json::Value value = rewrite_single(attribute, given);
  if (attribute.is_complex() && has_value(attribute)) {
    value = rewrite_reference(attribute, std::move(value));
  }
  if (is_empty_text(value) && attribute.is_complex()) {
    value = nullptr;
  }
  if (value != given) {
    note(report, attribute, given);
  }
  return value;
}

// A member of the object that Entra writes into a role's value, with its names translated to ours.
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

// Names a member by its value or else its $ref, if that ends in an id (design §2.17).
void name_by_id(json::Object& member, const Attribute& relation, Report& report) {
  json::Value* value = json::find(member, resource::value_name);
  if (value != nullptr && value->is_array() && value->get_array().size() == 1) {
    *value = take(value->get_array().front());
  }
  const json::Value* named = value != nullptr ? value : json::find(member, "$ref");
  if (named == nullptr || !named->is_string()) {
    return;
  }
  const auto id = resource::named_id(named->get_string());
  if (!id || (value != nullptr && id->to_string() == value->get_string())) {
    return;
  }
  note(report, relation, *named);
  if (value != nullptr) {
    *value = id->to_string();
  } else {
    member[resource::value_name] = id->to_string();
  }
}

json::Value rewrite_member(const Attribute& relation, json::Value member, Report& report) {
  member = out_of_text(std::move(member));
  if (member.is_string() && !resource::looks_like_json(member.get_string())) {
    note(report, relation, member);  // a bare id (idp-clients.md P8)
    member = wrap(std::move(member));
  }
  if (json::Object* object = member.if_object()) {
    drop_nulls(*object);
    unpack_value(*object, relation, report);
    name_by_id(*object, relation, report);
  }
  return member;
}

json::Value rewrite_element(const Attribute& attribute, json::Value element, Report& report) {
  if (attribute.storage == schema::Storage::relation) {
    return rewrite_member(attribute, std::move(element), report);
  }
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

// The list inside an object under the name of its attribute, as in Salesforce's documentation and
// the ConnId bundle, or the value itself.
json::Value out_of_object(const Attribute& attribute, json::Value value) {
  json::Object* object = value.if_object();
  json::Value* lone = object == nullptr ? nullptr : lone_value(*object, attribute.name);
  return lone != nullptr && attribute.find(attribute.name) == nullptr ? take(*lone)
                                                                      : std::move(value);
}

// Unwraps a list from the forms that clients use, each at most once: its text, an object under the
// attribute's name, a list containing just that (design §2.17).
json::Value unwrapped(const Attribute& attribute, json::Value value) {
  value = out_of_object(attribute, out_of_text(std::move(value)));
  json::Array* list = value.if_array();
  if (list != nullptr && list->size() == 1 && !list->front().is_array()) {
    json::Value inner = out_of_object(attribute, out_of_text(list->front()));
    if (inner.is_array()) {
      return inner;
    }
  }
  return out_of_text(std::move(value));
}

// Whether a value may be a wrapped list. The text of an object is an element; roles have their own
// rules for it (unpack_value).
bool may_be_wrapped(const Attribute& attribute, const json::Value& value) {
  if (value.is_array()) {
    return value.get_array().size() == 1;
  }
  const bool is_text_of_object =
      value.is_string() && value.get_string().find('{') < value.get_string().find('[');
  return !is_text_of_object || attribute.storage == schema::Storage::relation;
}

json::Value rewrite_list(const Attribute& attribute, json::Value value, Report& report) {
  if (is_empty_text(value)) {
    return nullptr;  // Logic App clears with "" (idp-clients.md §2.3)
  }
  if (attribute.is_complex() && may_be_wrapped(attribute, value)) {
    json::Value inner = unwrapped(attribute, value);
    if (inner != value) {
      note(report, attribute, value);
      value = std::move(inner);
    }
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
  return attribute.multi_valued ? rewrite_list(attribute, std::move(value), report)
                                : rewrite_singular(attribute, value, report);
}

}  // namespace provost::scim::dialect
