#pragma once

#include <cstddef>
#include <string_view>

#include "base/ascii.h"

namespace provost {

// About what fold() costs, in bytes of ASCII: all other text takes some sixty times as long. Text
// of which it would take long to say counts as such.
inline std::size_t fold_cost(std::string_view text) {
  constexpr std::size_t beyond_ascii = 64;
  constexpr std::size_t looked_at_max = 16 * 1024;
  const bool is_plain = text.size() <= looked_at_max && is_ascii(text);
  return is_plain ? text.size() : text.size() * beyond_ascii;
}

}  // namespace provost
