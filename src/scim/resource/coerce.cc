#include "scim/resource/coerce.h"

#include <algorithm>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "base/rfc3339.h"
#include "base/text.h"
#include "scim/resource/advice.h"
#include "scim/resource/country.h"

namespace provost::scim::resource {
namespace {

using schema::Type;

std::optional<bool> boolean_text(const json::Value& raw) {
  const json::Value* const text = raw.is_string() ? &raw : nullptr;
  if (text != nullptr && iequals(text->get_string(), "true")) {
    return true;
  }
  if (text != nullptr && iequals(text->get_string(), "false")) {
    return false;
  }
  return std::nullopt;
}

// The alphabet of RFC 4648 §4, with or without padding: no attribute here uses the URL alphabet
// (standards.md TYP-5).
bool is_base64(std::string_view text) {
  const std::size_t end = text.find_last_not_of('=');
  const std::string_view digits = text.substr(0, end == std::string_view::npos ? 0 : end + 1);
  const bool all_digits = std::ranges::all_of(digits, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '/';
  });
  return all_digits && text.size() - digits.size() <= 2 && digits.size() % 4 != 1;
}

bool fits(Type type, const json::Value& raw) {
  switch (type) {
    case Type::string:
    case Type::reference:
      return raw.is_string();
    case Type::boolean:
      return raw.is_bool();
    case Type::integer:
      return raw.is_int64() || raw.is_uint64();
    case Type::decimal:
      return raw.is_number();
    case Type::date_time:
      return raw.is_string() && parse_date_time(raw.get_string()).has_value();
    case Type::binary:
      return raw.is_string() && is_base64(raw.get_string());
    case Type::complex:
      break;
  }
  return false;
}

std::string_view expectation(Type type) {
  switch (type) {
    case Type::string:
      return "text";
    case Type::reference:
      return "a URI as text";
    case Type::boolean:
      return "true or false";
    case Type::integer:
      return "a whole number";
    case Type::decimal:
      return "a number";
    case Type::date_time:
      return "a date and time such as \"2026-11-24T06:02:00Z\"";
    case Type::binary:
      return "base64 text";
    case Type::complex:
      break;
  }
  return "an object";
}

// standards.md USR-4.
Result<void> check_country(const schema::Attribute& attribute, const json::Value& raw,
                           std::string_view name, const schema::ResourceType& type,
                           const Rules& rules) {
  const bool is_checked = attribute.format == schema::Format::country && !rules.takes_any_country();
  if (is_checked && !is_country(raw.get_string())) {
    return wrong_value(name, "a code of two letters by ISO 3166-1, such as \"DE\"", raw, attribute,
                       type, rules);
  }
  return {};
}

// Base64 as people export it: in PEM armour, with line breaks, or in the URL alphabet.
std::string plain_base64(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (!text.starts_with("-----")) {
      out += text.substr(0, end);
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  std::erase_if(out, [](char c) { return c == ' ' || c == '\t' || c == '\r'; });
  std::ranges::replace(out, '-', '+');
  std::ranges::replace(out, '_', '/');
  return out;
}

// The unambiguous meaning of a value in another form than the schema's, or nothing.
std::optional<json::Value> taken_for(const schema::Attribute& attribute, const json::Value& raw,
                                     const schema::ResourceType& type, const Rules& rules) {
  // Clients that guess types send 701984 for an externalId. The original spelling of a fraction is
  // lost, and a number as somebody's name is a mapping mistake.
  if (attribute.type == Type::string && (raw.is_int64() || raw.is_uint64()) &&
      &attribute != type.naming && rules.takes_numbers_for_text()) {
    return json::Value(json::write(raw));
  }
  if (attribute.type == Type::binary && raw.is_string() && rules.takes_any_base64()) {
    const std::string plain = plain_base64(raw.get_string());
    return is_base64(plain) ? std::optional(json::Value(plain)) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

Result<json::Value> coerce(const schema::Attribute& attribute, const json::Value& raw,
                           std::string_view name, const schema::ResourceType& type,
                           const Rules& rules, Report& report) {
  if (fits(attribute.type, raw)) {
    TRY(check_country(attribute, raw, name, type, rules));
    return raw;
  }
  if (attribute.type == Type::boolean && rules.takes_text_for_booleans()) {
    if (const std::optional<bool> meant = boolean_text(raw)) {
      report.coerced.push_back(fmt::format("{}: text {} taken as {}", name, quote(raw), *meant));
      return json::Value(*meant);
    }
  }
  if (std::optional<json::Value> meant = taken_for(attribute, raw, type, rules)) {
    report.coerced.push_back(fmt::format("{}: {} taken as {}", name, quote(raw), quote(*meant)));
    return std::move(*meant);
  }
  return wrong_value(name, expectation(attribute.type), raw, attribute, type, rules);
}

std::string comparison_key(const schema::Attribute& attribute, const json::Value& value) {
  if (!value.is_string()) {
    return json::write(value);
  }
  const std::string_view text = value.get_string();
  if (attribute.type == Type::date_time) {
    if (const std::optional<Instant> instant = parse_date_time(text)) {
      return fmt::format("{}.{}", instant->seconds, instant->nanoseconds);
    }
  }
  const bool folds = attribute.type == Type::string && !attribute.case_exact;
  return folds ? fold(text) : std::string(text);
}

}  // namespace provost::scim::resource
