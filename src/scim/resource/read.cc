#include "scim/resource/read.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "scim/resource/advice.h"
#include "scim/resource/document.h"
#include "scim/resource/elements.h"
#include "scim/resource/members.h"
#include "scim/resource/relation_edit.h"
#include "scim/resource/shape.h"

namespace provost::scim::resource {
namespace {

using schema::Attribute;
using schema::Mutability;
using schema::ResourceType;
using schema::Schema;
using schema::Storage;

std::ptrdiff_t count_schema(const json::Array& schemas, std::string_view urn) {
  return std::ranges::count_if(schemas, [&](const json::Value& listed) {
    return listed.is_string() && iequals(listed.get_string(), urn);
  });
}

bool names_schema(const json::Array& schemas, std::string_view urn) {
  return count_schema(schemas, urn) > 0;
}

bool is_schema_of(const ResourceType& type, const json::Value& listed) {
  return listed.is_string() && (iequals(listed.get_string(), type.schema->id) ||
                                type.find_extension(listed.get_string()) != nullptr);
}

// Tolerant organisations ignore `schemas`: OneLogin's templates list legacy URNs, Entra omits its
// extensions (idp-clients.md §1.4, §3.2). Strict ones follow standards.md COM-1, POST-4.
Result<void> check_schemas(const json::Object& body, const ResourceType& type) {
  const json::Value* listed = json::find(body, schemas_name);
  if (listed == nullptr || !listed->is_array() || listed->get_array().empty()) {
    return Error(Code::invalid_syntax, "schemas must list the URNs of the resource's schemas");
  }
  const json::Array& schemas = listed->get_array();
  for (const json::Value& urn : schemas) {
    if (!is_schema_of(type, urn)) {
      return Error(Code::invalid_syntax, fmt::format("schemas lists {}, which is no schema of {}",
                                                     quote(urn), type.name));
    }
    if (count_schema(schemas, urn.get_string()) > 1) {
      return Error(Code::invalid_syntax, fmt::format("schemas lists {} twice", quote(urn)));
    }
  }
  if (!names_schema(schemas, type.schema->id)) {
    return Error(Code::invalid_syntax, fmt::format("schemas must list {}", type.schema->id));
  }
  for (const schema::Extension& extension : type.extensions) {
    if (json::find(body, extension.schema->id) != nullptr &&
        !names_schema(schemas, extension.schema->id)) {
      return Error(Code::invalid_syntax, fmt::format("schemas must list {}", extension.schema->id));
    }
  }
  return {};
}

class BodyReader {
 public:
  BodyReader(const ResourceType& type, const Rules& rules)
      : type_(type), rules_(rules), shaper_(type, rules_, draft_.report) {}
  BodyReader(const BodyReader&) = delete;
  BodyReader& operator=(const BodyReader&) = delete;

  Result<void> take(const json::Object& body);
  Result<void> carry_over(const json::Object& current);
  void fill_defaults(bool is_new);
  Result<Draft> finish(const json::Object* current) &&;

 private:
  Result<void> assign(const Assignment& assignment);
  Result<void> assign_sub(const Assignment& assignment);
  Result<void> put(const Schema* extension, const Attribute& attribute, json::Value value);

  const ResourceType& type_;
  const Rules& rules_;
  Draft draft_;
  RelationEdit members_;
  Shaper shaper_;
};

Result<void> BodyReader::take(const json::Object& body) {
  TRY_ASSIGN(const std::vector<Assignment> assignments, shaper_.split(body));
  for (const Assignment& assignment : assignments) {
    if (!assignment.target) {
      shaper_.drop_unknown(assignment.name, *assignment.raw, Shaper::Place::body);
    } else if (assignment.target->attribute != nullptr) {
      TRY(assign(assignment));
    }
  }
  TRY(shaper_.check_dropped());
  // A whole resource that states, under the right name, whether it is active or who its members are
  // may have extras of any name.
  return shaper_.says_who_has_access() ? Result<void>() : shaper_.check_misnamed();
}

Result<void> BodyReader::assign(const Assignment& assignment) {
  const Attribute& attribute = *assignment.target->attribute;
  // standards.md CHR-2, PUT-2: a client may send back what it has read.
  if (attribute.mutability == Mutability::read_only || attribute.storage == Storage::computed ||
      attribute.storage == Storage::discarded) {
    return {};
  }
  if (assignment.target->sub_attribute != nullptr) {
    return assign_sub(assignment);
  }
  if (attribute.multi_valued && !assignment.raw->is_array() && !assignment.raw->is_null() &&
      !rules_.takes_lone_values()) {
    return wrong_value(attribute.name, "a list", *assignment.raw, attribute, type_, rules_);
  }
  TRY_ASSIGN(json::Value value, shaper_.value(attribute, *assignment.raw));
  const bool is_relation = attribute.storage == Storage::relation;
  shaper_.note_assignment(attribute, is_relation ? *assignment.raw : value);
  if (is_relation) {
    return value.is_null() ? Result<void>() : add_members(members_, value.get_array(), attribute);
  }
  return put(assignment.target->extension, attribute, std::move(value));
}

// A dotted name, such as "name.givenName" (idp-clients.md P3).
Result<void> BodyReader::assign_sub(const Assignment& assignment) {
  const auto [extension, attribute, sub] = *assignment.target;
  if (attribute->multi_valued) {
    shaper_.drop(assignment.name, *assignment.raw);
    return {};
  }
  if (sub->mutability == Mutability::read_only) {
    return {};
  }
  TRY_ASSIGN(json::Value value, shaper_.sub_value(*attribute, *sub, *assignment.raw));
  json::Object object;
  object.emplace(sub->name, std::move(value));
  return put(extension, *attribute, std::move(object));
}

Result<void> BodyReader::put(const Schema* extension, const Attribute& attribute,
                             json::Value value) {
  if (value.is_null()) {
    return {};
  }
  if (attribute.multi_valued) {
    json::Array elements;
    TRY(add_elements(attribute, elements, value.get_array()));
    value = std::move(elements);
  } else if (attribute.is_complex()) {
    const json::Value* held = get(draft_.document, extension, attribute);
    json::Object merged = held == nullptr ? json::Object() : held->as_object();
    merge(merged, value.get_object());
    value = std::move(merged);
  }
  set(draft_.document, extension, attribute, std::move(value));
  return {};
}

// standards.md PUT-3, PUT-4: attributes that a PUT without them leaves unchanged. That includes a
// missing `active`: nobody is activated by silence (design §2.4).
Result<void> BodyReader::carry_over(const json::Object& current) {
  Result<void> outcome;
  for_each_attribute(type_, [&](const Schema* extension, const Attribute& attribute) {
    const bool is_immutable = attribute.mutability == Mutability::immutable;
    const bool stays = is_immutable || attribute.mutability == Mutability::write_only ||
                       (attribute.lifecycle && !attribute.required);
    const json::Value* held = stays ? get(current, extension, attribute) : nullptr;
    if (held == nullptr || attribute.storage != Storage::document) {
      return;
    }
    const json::Value* given = get(draft_.document, extension, attribute);
    if (given == nullptr) {
      set(draft_.document, extension, attribute, *held);
    } else if (is_immutable && *given != *held) {
      outcome =
          Error(Code::mutability, fmt::format("{} is immutable: it is {} and cannot become {}",
                                              attribute.name, quote(*held), quote(*given)));
    }
  });
  return outcome;
}

void BodyReader::fill_defaults(bool is_new) {
  for_each_attribute(type_, [&](const Schema* extension, const Attribute& attribute) {
    if (attribute.default_boolean && (is_new || !attribute.lifecycle) &&
        get(draft_.document, extension, attribute) == nullptr) {
      set(draft_.document, extension, attribute, *attribute.default_boolean);
    }
  });
}

Result<Draft> BodyReader::finish(const json::Object* current) && {
  TRY_ASSIGN(draft_.members, finish_members(members_, type_, rules_));
  if (current != nullptr) {
    // A PUT states the whole membership, even by omitting it (RFC 7644 §3.5.1, PUT-7).
    draft_.members.clear = writable_relation(type_) != nullptr;
  }
  draft_.document = canonical(std::move(draft_.document), type_);
  if (current != nullptr) {
    warn_of_changes(*current, draft_.document, type_, draft_.report);
  }
  return std::move(draft_);
}

}  // namespace

Result<Draft> read(const json::Value& body, const ResourceType& type, const Rules& rules,
                   const json::Object* current) {
  if (!body.is_object()) {
    return Error(Code::invalid_syntax, "the body must be a JSON object");
  }
  if (!rules.takes_any_schemas()) {
    TRY(check_schemas(body.get_object(), type));
  }
  BodyReader reader(type, rules);
  TRY(reader.take(body.get_object()));
  if (current != nullptr) {
    TRY(reader.carry_over(*current));
  }
  reader.fill_defaults(current == nullptr);
  return std::move(reader).finish(current);
}

}  // namespace provost::scim::resource
