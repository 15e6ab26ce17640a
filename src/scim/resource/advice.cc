#include "scim/resource/advice.h"

#include <algorithm>
#include <cstddef>

#include <fmt/format.h>

#include "base/outside_text.h"

namespace provost::scim::resource {
namespace {

constexpr std::size_t quoted_bytes_max = 80;

// Cut between characters, and without secrets that somebody put in the wrong place.
std::string shown_of(std::string_view text) {
  return outside_text(text, quoted_bytes_max);
}

bool is_cut(std::string_view text) {
  return text.size() > quoted_bytes_max;
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The form of a value: for a wrong object or list, the values inside are not what the admin needs,
// and may be secrets.
std::string outline(const json::Value& value) {
  std::string out;
  if (const json::Object* object = value.if_object()) {
    for (const auto& member : *object) {
      out += out.empty() ? "{" : ",";
      json::append_string(out, std::string_view(member.key()));
      out += ":…";
      if (is_cut(out)) {
        break;
      }
    }
    return out.empty() ? "{}" : out + '}';
  }
  if (const json::Array* list = value.if_array()) {
    const json::Value* first = list->empty() ? nullptr : &list->front();
    if (first != nullptr) {
      out = first->is_object() ? outline(*first) : "…";
    }
    return fmt::format("[{}{}]", out, list->size() > 1 ? ",…" : "");
  }
  return json::write(value);
}

}  // namespace

std::string quote(std::string_view text) {
  std::string out;
  json::append_string(out, shown_of(text));
  if (is_cut(text)) {
    out.insert(out.size() - 1, "…");
  }
  return out;
}

std::string quote(const json::Value& value) {
  if (value.is_string()) {
    return quote(std::string_view(value.get_string()));
  }
  const std::string text = outline(value);
  return is_cut(text) ? fmt::format("{}…", shown_of(text)) : shown_of(text);
}

std::string quote_word(std::string_view text) {
  constexpr std::size_t word_bytes_max = 12;
  if (text.size() <= word_bytes_max && std::ranges::all_of(text, is_letter)) {
    return quote(text);
  }
  return fmt::format("a text of {} bytes", text.size());
}

std::string advice(std::string_view what, const schema::ResourceType& type, const Rules& rules) {
  return rules.may_be_entra
             ? fmt::format(
                   " In Entra: Provisioning > Mappings > Provision Microsoft Entra ID {}s, {}.",
                   type.name, what)
             : fmt::format(" In your identity provider's attribute mappings for {}s, {}.",
                           type.name, what);
}

std::string mapping_advice(const schema::Attribute& attribute, const schema::ResourceType& type,
                           const Rules& rules) {
  if (attribute.entra_source.empty()) {
    return {};
  }
  return advice(rules.may_be_entra
                    ? fmt::format("map {} to {}", attribute.entra_source, attribute.name)
                    : fmt::format("check what is sent as {}", attribute.name),
                type, rules);
}

Error wrong_value(std::string_view name, std::string_view expected, const json::Value& value,
                  const schema::Attribute& attribute, const schema::ResourceType& type,
                  const Rules& rules) {
  const bool is_for_a_word = attribute.type == schema::Type::boolean && value.is_string();
  const std::string got = is_for_a_word ? quote_word(value.get_string()) : quote(value);
  return Error(Code::invalid_value, fmt::format("{} must be {}, got {}.{}", name, expected, got,
                                                mapping_advice(attribute, type, rules)));
}

}  // namespace provost::scim::resource
