#include "scim/resource/advice.h"

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
  const std::string text = json::write(value);
  return is_cut(text) ? fmt::format("{}…", shown_of(text)) : shown_of(text);
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
  return Error(Code::invalid_value,
               fmt::format("{} must be {}, got {}.{}", name, expected, quote(value),
                           mapping_advice(attribute, type, rules)));
}

}  // namespace provost::scim::resource
