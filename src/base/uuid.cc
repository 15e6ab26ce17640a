#include "base/uuid.h"

#include <algorithm>
#include <cstring>

namespace provost {
namespace {

constexpr char hex_digits[] = "0123456789abcdef";

int hex_value(char c) {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  if (c >= 'a' && c <= 'f') {
    return c - 'a' + 10;
  }
  if (c >= 'A' && c <= 'F') {
    return c - 'A' + 10;
  }
  return -1;
}

bool is_dash_position(std::size_t at) {
  return at == 8 || at == 13 || at == 18 || at == 23;
}

}  // namespace

std::string Uuid::to_string() const {
  std::string out;
  append_to(out);
  return out;
}

void Uuid::append_to(std::string& out) const {
  char text[36];
  std::size_t at = 0;
  for (const std::uint8_t byte : bytes) {
    if (is_dash_position(at)) {
      text[at++] = '-';
    }
    text[at++] = hex_digits[byte >> 4];
    text[at++] = hex_digits[byte & 15];
  }
  out.append(text, sizeof text);
}

std::optional<Uuid> Uuid::parse(std::string_view text) {
  if (text.size() != 36) {
    return std::nullopt;
  }
  Uuid id;
  std::size_t byte = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (is_dash_position(at)) {
      if (text[at++] != '-') {
        return std::nullopt;
      }
      continue;
    }
    const int high = hex_value(text[at]);
    const int low = hex_value(text[at + 1]);
    if (high < 0 || low < 0) {
      return std::nullopt;
    }
    id.bytes[byte++] = static_cast<std::uint8_t>(high * 16 + low);
    at += 2;
  }
  return id;
}

Uuid make_uuid_v7(std::int64_t unix_ms, const std::array<std::uint8_t, 10>& random) {
  Uuid id = first_uuid_v7(unix_ms);
  std::memcpy(id.bytes.data() + 6, random.data(), random.size());
  id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0F) | 0x70);
  id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3F) | 0x80);
  return id;
}

// Version and variant are never zero, so an id with zeros there is never assigned.
Uuid first_uuid_v7(std::int64_t unix_ms) {
  constexpr std::int64_t last_ms = (std::int64_t{1} << 48) - 1;
  if (unix_ms > last_ms) {
    Uuid beyond;
    beyond.bytes.fill(0xFF);
    return beyond;
  }
  const std::int64_t ms = std::max<std::int64_t>(unix_ms, 0);
  Uuid id;
  for (std::size_t i = 0; i < 6; ++i) {
    id.bytes[i] = static_cast<std::uint8_t>(ms >> (40 - 8 * i));
  }
  return id;
}

}  // namespace provost

std::size_t std::hash<provost::Uuid>::operator()(const provost::Uuid& id) const noexcept {
  std::size_t tail = 0;
  std::memcpy(&tail, id.bytes.data() + 8, sizeof tail);
  return tail;
}
