#include "scim/resource/validate.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "scim/resource/advice.h"
#include "scim/resource/document.h"
#include "scim/resource/elements.h"
#include "scim/resource/email.h"

namespace provost::scim::resource {
namespace {

using schema::Attribute;
using schema::Format;
using schema::ResourceType;
using schema::Schema;

bool is_empty_text(const json::Value& value) {
  return value.is_string() && value.get_string().empty();
}

// The twelve characters with the property Bidi_Control, which can make one name look like another
// (design §2.27): U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069.
bool has_bidi_control(std::string_view text) {
  const auto has = [&](std::string_view lead, unsigned char from, unsigned char to) {
    for (std::size_t at = text.find(lead); at != std::string_view::npos;
         at = text.find(lead, at + 1)) {
      const std::size_t last = at + lead.size();
      const auto byte = last < text.size() ? static_cast<unsigned char>(text[last]) : 0;
      if (byte >= from && byte <= to) {
        return true;
      }
    }
    return false;
  };
  return has("\xD8", 0x9C, 0x9C) || has("\xE2\x80", 0x8E, 0x8F) || has("\xE2\x80", 0xAA, 0xAE) ||
         has("\xE2\x81", 0xA6, 0xA9);
}

Result<void> check_present(const json::Value* value, const Attribute& attribute,
                           const ResourceType& type, const Rules& rules) {
  if (value == nullptr && attribute.required) {
    return Error(Code::invalid_value, fmt::format("{} is required.{}", attribute.name,
                                                  mapping_advice(attribute, type, rules)));
  }
  return {};
}

Result<void> check_format(const json::Value& value, const Attribute& attribute,
                          const ResourceType& type, const Rules& rules) {
  const bool names = &attribute == type.naming;
  if (attribute.format == Format::email && value.is_string() && !is_email(value.get_string())) {
    const bool is_long = value.get_string().size() > email_bytes_max;
    const std::string expected =
        is_long ? fmt::format("an e-mail address of at most {} bytes", email_bytes_max)
                : std::string("an e-mail address");
    return wrong_value(attribute.name, expected, value, attribute, type, rules);
  }
  if (names && value.is_string() && has_bidi_control(value.get_string())) {
    return wrong_value(attribute.name, "free of characters that change the direction of text",
                       value, attribute, type, rules);
  }
  if ((names || attribute.format == Format::non_empty) && is_empty_text(value)) {
    return wrong_value(attribute.name, attribute.required ? "non-empty" : "non-empty when present",
                       value, attribute, type, rules);
  }
  return {};
}

Result<void> check_required_subs(const json::Value& value, const Attribute& attribute,
                                 const ResourceType& type, const Rules& rules) {
  const json::Object* object = value.if_object();
  for (const Attribute& sub : attribute.sub_attributes) {
    if (object != nullptr && sub.required && !object->contains(sub.name)) {
      return Error(Code::invalid_value,
                   fmt::format("{}.{} is required.{}", attribute.name, sub.name,
                               mapping_advice(attribute, type, rules)));
    }
  }
  return {};
}

Result<void> check_elements(const json::Value& value, const Attribute& attribute,
                            const ResourceType& type, const Rules& rules) {
  if (!value.is_array()) {
    return check_required_subs(value, attribute, type, rules);
  }
  for (const json::Value& element : value.get_array()) {
    TRY(check_required_subs(element, attribute, type, rules));
  }
  if (std::ranges::count_if(value.get_array(), is_primary) > 1) {
    return Error(Code::invalid_value,
                 fmt::format("at most one of {} may be primary", attribute.name));
  }
  return {};
}

Result<void> check_attribute(const json::Value* value, const Attribute& attribute,
                             const ResourceType& type, const Rules& rules) {
  TRY(check_present(value, attribute, type, rules));
  if (value == nullptr) {
    return {};
  }
  TRY(check_format(*value, attribute, type, rules));
  return check_elements(*value, attribute, type, rules);
}

// An extension that is neither required nor present asks for nothing (standards.md DIS-10).
bool asks_for(const Schema* extension, const json::Object& document, const ResourceType& type) {
  if (extension == nullptr || document.contains(extension->id)) {
    return true;
  }
  const schema::Extension* listed = type.find_extension(extension->id);
  return listed != nullptr && listed->required;
}

Result<void> check_extensions(const json::Object& document, const ResourceType& type) {
  for (const schema::Extension& extension : type.extensions) {
    if (extension.required && !document.contains(extension.schema->id)) {
      return Error(Code::invalid_value, fmt::format("{} is required", extension.schema->id));
    }
  }
  return {};
}

Result<void> check(const json::Object& document, const ResourceType& type, const Rules& rules) {
  Result<void> outcome;
  for_each_attribute(type, [&](const Schema* extension, const Attribute& attribute) {
    if (outcome.has_value() && attribute.storage == schema::Storage::document &&
        asks_for(extension, document, type)) {
      outcome = check_attribute(get(document, extension, attribute), attribute, type, rules);
    }
  });
  TRY(std::move(outcome));
  return check_extensions(document, type);
}

std::string name_of(const json::Object& document, const ResourceType& type) {
  const json::Value* name = type.naming == nullptr ? nullptr : get(document, nullptr, *type.naming);
  return name != nullptr && name->is_string() ? std::string(name->get_string()) : std::string();
}

}  // namespace

Result<ValidResource> validate(Draft draft, const ResourceType& type, const Rules& rules) {
  TRY(check(draft.document, type, rules));
  ValidResource valid;
  valid.name_ = name_of(draft.document, type);
  valid.keys_ = index_keys(draft.document, type);
  valid.type_ = &type;
  valid.draft_ = std::move(draft);
  return valid;
}

std::string ValidResource::stored_text(ResourceId id) const {
  std::string out = R"({"schemas":[)";
  json::append_string(out, type_->schema->id);
  for (const schema::Extension& extension : type_->extensions) {
    if (document().contains(extension.schema->id)) {
      out += ',';
      json::append_string(out, extension.schema->id);
    }
  }
  out += R"(],"id":")";
  id.append_to(out);
  out += '"';
  for (const auto& [name, value] : document()) {
    out += ',';
    json::append_string(out, name);
    out += ':';
    json::append(out, value);
  }
  out += '}';
  return out;
}

}  // namespace provost::scim::resource
