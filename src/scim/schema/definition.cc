#include "scim/schema/definition.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "scim/schema/described.h"

namespace provost::scim::schema {
namespace {

constexpr std::string_view schema_urn = "urn:ietf:params:scim:schemas:core:2.0:Schema";
constexpr std::array<std::string_view, 3> reserved_prefixes{
    "urn:ietf:params:scim:api:", "urn:ietf:params:scim:schemas:core:",
    "urn:ietf:params:scim:schemas:extension:enterprise:"};
// RFC 7643 §3.1: attributes of every resource, which no schema may redefine.
constexpr std::array<std::string_view, 4> common_names{"schemas", "id", "externalId", "meta"};
constexpr std::array<std::string_view, 4> reference_targets{"User", "Group", "external", "uri"};
constexpr std::size_t canonical_value_bytes_max = 200;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_letter_or_digit(char c) {
  return is_letter(c) || (c >= '0' && c <= '9');
}

// RFC 8141 §2 without the characters that would end a name in a filter or a URL.
bool is_urn(std::string_view text) {
  if (!istarts_with(text, "urn:")) {
    return false;
  }
  const std::string_view rest = text.substr(4);
  const std::size_t colon = rest.find(':');
  const std::string_view space = rest.substr(0, colon);
  if (colon == std::string_view::npos || space.size() < 2 || space.size() > 32 ||
      !is_letter_or_digit(space.front()) || !is_letter_or_digit(space.back())) {
    return false;
  }
  const std::string_view name = rest.substr(colon + 1);
  const auto fits = [](std::string_view part, std::string_view marks) {
    return std::ranges::all_of(part, [&](char c) {
      return is_letter_or_digit(c) || marks.find(c) != std::string_view::npos;
    });
  };
  return fits(space, "-") && !name.empty() && name.back() != ':' && fits(name, "-._:");
}

Result<std::string> read_urn(const Described& described) {
  TRY_ASSIGN(std::string urn, described.required_text("id", urn_bytes_max));
  if (!is_urn(urn)) {
    return described.refused(
        "id", fmt::format("\"{}\" is not a URN of letters, digits and - . _ : such as "
                          "urn:ietf:params:scim:schemas:extension:acme:2.0:User",
                          urn));
  }
  for (const std::string_view prefix : reserved_prefixes) {
    if (istarts_with(urn, prefix) || istarts_with(prefix, urn + ":")) {
      return described.refused(
          "id", fmt::format("\"{}\" overlaps with {}, which names schemas of the standard; choose "
                            "a URN with the name of your organisation in it",
                            urn, prefix));
    }
  }
  return urn;
}

// standards.md ATT-2. `$ref` is the one name with a leading dollar.
bool is_name(std::string_view text, bool is_sub) {
  const auto continues_name = [](char c) {
    return is_letter_or_digit(c) || c == '-' || c == '_' || c == '$';
  };
  return (is_sub && text == "$ref") ||
         (!text.empty() && is_letter(text.front()) && std::ranges::all_of(text, continues_name));
}

Result<void> check_name(const std::string& name, bool is_sub, const Described& described) {
  if (!is_name(name, is_sub)) {
    return described.refused("name",
                             fmt::format("\"{}\" must be a letter followed by letters, digits, "
                                         "- _ or $",
                                         name));
  }
  const bool is_common = std::ranges::any_of(
      common_names, [&](std::string_view common) { return iequals(common, name); });
  if (!is_sub && is_common) {
    return described.refused(
        "name", fmt::format("\"{}\" is an attribute that every resource has already", name));
  }
  return {};
}

bool is_always_case_exact(Type type) {
  return type == Type::reference || type == Type::binary;
}

// RFC 7643 §2.3.6, §2.3.7: references and binary values compare exactly, whatever a schema says.
Result<bool> read_case_exact(const Described& described, Type type) {
  TRY_ASSIGN(const std::optional<bool> given, described.boolean("caseExact"));
  if (is_always_case_exact(type) && given == false) {
    return described.refused("caseExact", fmt::format("must be true: values of type {} compare "
                                                      "exactly (RFC 7643 §2.3)",
                                                      word_for(type_words, type)));
  }
  return given.value_or(is_always_case_exact(type));
}

Result<std::vector<std::string>> read_canonical_values(const Described& described, Type type) {
  TRY_ASSIGN(std::vector<std::string> values,
             described.texts("canonicalValues", canonical_values_max, canonical_value_bytes_max));
  if (!values.empty() && type != Type::string) {
    return described.refused("canonicalValues", "are for attributes of type string");
  }
  return values;
}

Result<std::vector<std::string>> read_reference_types(const Described& described, Type type) {
  TRY_ASSIGN(std::vector<std::string> targets,
             described.texts("referenceTypes", reference_targets.size(), schema_name_bytes_max));
  if (targets.empty() == (type == Type::reference)) {
    return described.refused("referenceTypes", type == Type::reference
                                                   ? "is missing: name User, Group, external or uri"
                                                   : "is for attributes of type reference");
  }
  for (const std::string& target : targets) {
    if (std::ranges::find(reference_targets, target) == reference_targets.end()) {
      return described.refused(
          "referenceTypes",
          fmt::format("names \"{}\"; there are User, Group, external and uri", target));
    }
  }
  return targets;
}

// Only readWrite and immutable values can be kept: nothing here would ever set a readOnly value,
// and a value that nobody may read is useless. PUT compares whole attributes, so a part of one
// cannot be immutable on its own.
Result<Mutability> read_mutability(const Described& described, bool is_sub) {
  TRY_ASSIGN(const Mutability mutability,
             described.word("mutability", mutability_words, Mutability::read_write));
  if (mutability == Mutability::read_only) {
    return described.refused("mutability", "is readOnly, and the server has no value to put there");
  }
  if (mutability == Mutability::write_only) {
    return described.refused("mutability",
                             "is writeOnly, and secrets of an extension are not kept; leave the "
                             "attribute out");
  }
  if (is_sub && mutability == Mutability::immutable) {
    return described.refused("mutability",
                             "is immutable, which only a whole attribute can be; say so there");
  }
  return mutability;
}

Result<Returned> read_returned(const Described& described) {
  TRY_ASSIGN(const Returned returned,
             described.word("returned", returned_words, Returned::by_default));
  if (returned == Returned::never) {
    return described.refused("returned",
                             "is never, and secrets of an extension are not kept; leave the "
                             "attribute out");
  }
  return returned;
}

bool can_be_unique(const Attribute& attribute) {
  const bool has_key = attribute.type == Type::string || attribute.type == Type::integer ||
                       attribute.type == Type::reference;
  return has_key && !attribute.multi_valued;
}

// standards.md ERR-4: complex attributes have none. `server` means within the organisation (CHR-6).
Result<Uniqueness> read_uniqueness(const Described& described, const Attribute& attribute,
                                   bool is_sub) {
  TRY_ASSIGN(const Uniqueness uniqueness,
             described.word("uniqueness", uniqueness_words, Uniqueness::none));
  if (uniqueness == Uniqueness::global) {
    return described.refused("uniqueness",
                             "is global, and organisations know nothing of each other; \"server\" "
                             "means unique within the organisation");
  }
  if (uniqueness == Uniqueness::server && (is_sub || !can_be_unique(attribute))) {
    return described.refused("uniqueness",
                             "is server, which is for single-valued attributes of type string, "
                             "integer or reference that are no part of a complex one");
  }
  return uniqueness;
}

Result<std::vector<Attribute>> read_attributes(const Described& described, std::string_view name,
                                               std::size_t count_max, const std::string& parent);

Result<std::vector<Attribute>> read_sub_attributes(const Described& described,
                                                   const Attribute& attribute, bool is_sub) {
  const json::Value* listed = described.find("subAttributes");
  if (attribute.is_complex() && is_sub) {  // standards.md ATT-5
    return described.refused("type", "is complex within a complex attribute; there are two levels");
  }
  if (attribute.is_complex() == (listed == nullptr)) {
    return described.refused("subAttributes", attribute.is_complex()
                                                  ? "is missing: a complex attribute has some"
                                                  : "is for attributes of type complex");
  }
  if (listed == nullptr) {
    return std::vector<Attribute>();
  }
  return read_attributes(described, "subAttributes", sub_attributes_max, attribute.name + ".");
}

Result<Attribute> read_attribute(const json::Value& value, const std::string& place,
                                 const std::string& parent) {
  const bool is_sub = !parent.empty();
  TRY_ASSIGN(const Described unnamed, Described::of(value, place));
  Attribute out;
  TRY_ASSIGN(out.name, unnamed.required_text("name", attribute_name_bytes_max));
  TRY(check_name(out.name, is_sub, unnamed));
  const Described described = unnamed.named(fmt::format("attribute {}{}", parent, out.name));
  TRY(described.check_names({"name", "type", "multiValued", "description", "required",
                             "canonicalValues", "caseExact", "mutability", "returned", "uniqueness",
                             "referenceTypes", "subAttributes"}));
  TRY_ASSIGN(out.type, described.word("type", type_words, Type::string));
  TRY_ASSIGN(const std::optional<bool> multi_valued, described.boolean("multiValued"));
  out.multi_valued = multi_valued.value_or(false);
  TRY_ASSIGN(const std::optional<bool> required, described.boolean("required"));
  out.required = required.value_or(false);
  TRY_ASSIGN(out.description, described.text("description", description_bytes_max));
  TRY_ASSIGN(out.case_exact, read_case_exact(described, out.type));
  TRY_ASSIGN(out.canonical_values, read_canonical_values(described, out.type));
  TRY_ASSIGN(out.reference_types, read_reference_types(described, out.type));
  TRY_ASSIGN(out.mutability, read_mutability(described, is_sub));
  TRY_ASSIGN(out.returned, read_returned(described));
  TRY_ASSIGN(out.uniqueness, read_uniqueness(described, out, is_sub));
  TRY_ASSIGN(out.sub_attributes, read_sub_attributes(described, out, is_sub));
  return out;
}

Result<std::vector<Attribute>> read_attributes(const Described& described, std::string_view name,
                                               std::size_t count_max, const std::string& parent) {
  TRY_ASSIGN(const json::Array* list, described.array(name, count_max));
  if (list == nullptr || list->empty()) {
    return described.refused(name, "is missing or empty");
  }
  std::vector<Attribute> out;
  for (const json::Value& element : *list) {
    TRY_ASSIGN(Attribute attribute,
               read_attribute(element, fmt::format("{}[{}]", name, out.size()), parent));
    const bool is_twin = std::ranges::any_of(
        out, [&](const Attribute& other) { return iequals(other.name, attribute.name); });
    if (is_twin) {
      return described.refused(name, fmt::format("has two attributes {}", attribute.name));
    }
    out.push_back(std::move(attribute));
  }
  return out;
}

// A Schema resource has the URN of Schema here (RFC 7643 §7); leaving it out is accepted.
Result<void> check_schemas(const Described& described) {
  TRY_ASSIGN(const std::vector<std::string> urns, described.texts("schemas", 1, urn_bytes_max));
  if (!urns.empty() && !iequals(urns.front(), schema_urn)) {
    return described.refused("schemas", fmt::format("must be [\"{}\"]", schema_urn));
  }
  return {};
}

Result<void> check_size(const json::Value& body) {
  if (json::write(body).size() > definition_bytes_max) {
    return Error(Code::payload_too_large,
                 fmt::format("the definition is longer than {} bytes", definition_bytes_max));
  }
  return {};
}

}  // namespace

Result<Schema> read_definition(const json::Value& body) {
  TRY(check_size(body));
  TRY_ASSIGN(const Described described, Described::of(body, "the schema"));
  TRY(described.check_names({"schemas", "id", "name", "description", "attributes", "meta"}));
  TRY(check_schemas(described));
  Schema out;
  TRY_ASSIGN(out.id, read_urn(described));
  TRY_ASSIGN(out.name, described.required_text("name", schema_name_bytes_max));
  TRY_ASSIGN(out.description, described.text("description", description_bytes_max));
  TRY_ASSIGN(out.attributes, read_attributes(described, "attributes", attributes_max, {}));
  const auto unique =
      std::ranges::count(out.attributes, Uniqueness::server, &Attribute::uniqueness);
  if (static_cast<std::size_t>(unique) > unique_attributes_max) {
    return described.refused("attributes", fmt::format("has {} unique attributes, and may have {}",
                                                       unique, unique_attributes_max));
  }
  return out;
}

}  // namespace provost::scim::schema
