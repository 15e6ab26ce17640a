#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "json/json.h"
#include "scim/path/path.h"
#include "scim/resource/resource.h"
#include "scim/schema/schema.h"

namespace provost::scim::resource {

// Access to canonical documents: objects whose members carry the schemas' own spelling, with
// extension attributes in an object under the extension's URN (standards.md COM-2).

// Names that RFC 7643 §2.4 and §3 reserve on every resource type.
inline constexpr std::string_view schemas_name = "schemas";
inline constexpr std::string_view id_name = "id";
inline constexpr std::string_view value_name = "value";
inline constexpr std::string_view type_name = "type";
inline constexpr std::string_view primary_name = "primary";

// Calls visit(extension or null, attribute) for every attribute in the order in which documents
// hold them: common ones, those of the core schema, those of each extension.
template <class Visit>
void for_each_attribute(const schema::ResourceType& type, Visit visit) {
  for (const schema::Attribute& attribute : type.common->attributes) {
    visit(static_cast<const schema::Schema*>(nullptr), attribute);
  }
  for (const schema::Attribute& attribute : type.schema->attributes) {
    visit(static_cast<const schema::Schema*>(nullptr), attribute);
  }
  for (const schema::Extension& extension : type.extensions) {
    for (const schema::Attribute& attribute : extension.schema->attributes) {
      visit(extension.schema.get(), attribute);
    }
  }
}

// The value of an attribute (its sub-attribute is not looked at), or null when it is unassigned.
const json::Value* get(const json::Object& document, const schema::Schema* extension,
                       const schema::Attribute& attribute);
json::Value* get(json::Object& document, const schema::Schema* extension,
                 const schema::Attribute& attribute);

// Gives an attribute a value; null or [] unassigns it (standards.md ATT-7).
void set(json::Object& document, const schema::Schema* extension,
         const schema::Attribute& attribute, json::Value value);
void erase(json::Object& document, const schema::Schema* extension,
           const schema::Attribute& attribute);

// Sets the given members of `target`, and takes those away that are given as null (idp-clients.md
// P7).
void merge(json::Object& target, const json::Object& given);

// The writable attribute that the membership relation holds, or null.
const schema::Attribute* writable_relation(const schema::ResourceType& type);

// The same document with members in schema order and nothing empty in it, so that equal resources
// have equal text. Members that the schemas do not define go.
json::Object canonical(json::Object document, const schema::ResourceType& type);

// Adds a warning for each attribute meant to be immutable whose value goes from one to another
// (design §2.6).
void warn_of_changes(const json::Object& before, const json::Object& after,
                     const schema::ResourceType& type, Report& report);

}  // namespace provost::scim::resource
