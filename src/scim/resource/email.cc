#include "scim/resource/email.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace provost::scim::resource {
namespace {

// The code point that starts at `i` of valid UTF-8; moves `i` past it.
std::uint32_t next_point(std::string_view text, std::size_t& i) {
  const auto lead = static_cast<unsigned char>(text[i++]);
  if (lead < 0xC0) {
    return lead;
  }
  const int more = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  std::uint32_t point = lead & (0x3FU >> more);
  for (int n = 0; n < more && i < text.size(); ++n) {
    point = (point << 6U) | (static_cast<unsigned char>(text[i++]) & 0x3FU);
  }
  return point;
}

// White_Space and Cc of Unicode.
bool is_space_or_control(std::uint32_t point) {
  return point <= 0x20 || (point >= 0x7F && point <= 0xA0) || point == 0x1680 ||
         (point >= 0x2000 && point <= 0x200A) || point == 0x2028 || point == 0x2029 ||
         point == 0x202F || point == 0x205F || point == 0x3000;
}

bool has_space_or_control(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    if (is_space_or_control(next_point(text, i))) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool is_email(std::string_view text) {
  const std::size_t at = text.find('@');
  return text.size() <= email_bytes_max && at != std::string_view::npos && at > 0 &&
         at + 1 < text.size() && std::ranges::count(text, '@') == 1 && !has_space_or_control(text);
}

}  // namespace provost::scim::resource
