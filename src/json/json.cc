#include "json/json.h"

#include <array>
#include <cassert>

#include <boost/json/serializer.hpp>

#include "base/ascii.h"
#include "base/text.h"

namespace provost::json {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

void append_escaped(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      out += "\\u00";
      out += hex_digits[static_cast<unsigned char>(c) >> 4];
      out += hex_digits[static_cast<unsigned char>(c) & 15];
  }
}

bool needs_escape(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

}  // namespace

// Almost every client spells names like the schemas, so the exact name is tried first.
const Value* find(const Object& object, std::string_view name) {
  if (const Value* exact = object.if_contains(name)) {
    return exact;
  }
  for (const auto& member : object) {
    if (iequals(member.key(), name)) {
      return &member.value();
    }
  }
  return nullptr;
}

Value* find(Object& object, std::string_view name) {
  return const_cast<Value*>(find(static_cast<const Object&>(object), name));
}

bool is_unassigned(const Value& value) {
  return value.is_null() || (value.is_array() && value.get_array().empty());
}

std::string write(const Value& value) {
  std::string out;
  append(out, value);
  return out;
}

void append(std::string& out, const Value& value) {
  boost::json::serializer serializer;
  serializer.reset(&value);
  std::array<char, 4096> buffer;
  while (!serializer.done()) {
    const auto piece = serializer.read(buffer.data(), buffer.size());
    out.append(piece.data(), piece.size());
  }
}

void append_string(std::string& out, std::string_view text) {
  // RFC 8259 §8.1. Outside input has been made valid text before (base/outside_text.h).
  assert(is_ascii(text) || is_valid_utf8(text));
  out += '"';
  std::size_t plain_from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (needs_escape(text[i])) {
      out.append(text, plain_from, i - plain_from);
      append_escaped(out, text[i]);
      plain_from = i + 1;
    }
  }
  out.append(text, plain_from);
  out += '"';
}

}  // namespace provost::json
