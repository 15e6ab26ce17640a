#include "scim/resource/advice.h"

#include <cstddef>

#include <fmt/format.h>

namespace provost::scim::resource {
namespace {

constexpr std::size_t quoted_bytes_max = 80;

bool continues_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// Cuts between characters, never inside one.
std::string_view cut(std::string_view text) {
  if (text.size() <= quoted_bytes_max) {
    return text;
  }
  std::size_t end = quoted_bytes_max;
  while (end > 0 && continues_character(text[end])) {
    --end;
  }
  return text.substr(0, end);
}

}  // namespace

std::string quote(std::string_view text) {
  const std::string_view shown = cut(text);
  std::string out;
  json::append_string(out, shown);
  if (shown.size() < text.size()) {
    out.insert(out.size() - 1, "…");
  }
  return out;
}

std::string quote(const json::Value& value) {
  if (value.is_string()) {
    return quote(std::string_view(value.get_string()));
  }
  const std::string text = json::write(value);
  const std::string_view shown = cut(text);
  return shown.size() < text.size() ? fmt::format("{}…", shown) : text;
}

std::string entra_advice(const schema::Attribute& attribute, const schema::ResourceType& type) {
  if (attribute.entra_source.empty()) {
    return {};
  }
  return fmt::format(
      " In Entra: Provisioning > Mappings > Provision Microsoft Entra ID {}s, map {} to {}.",
      type.name, attribute.entra_source, attribute.name);
}

Error wrong_value(std::string_view name, std::string_view expected, const json::Value& value,
                  const schema::Attribute& attribute, const schema::ResourceType& type) {
  return Error(Code::invalid_value, fmt::format("{} must be {}, got {}.{}", name, expected,
                                                quote(value), entra_advice(attribute, type)));
}

}  // namespace provost::scim::resource
