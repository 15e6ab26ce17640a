#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace provost {

// About what fold() costs, in bytes of ASCII: all other text takes some sixty times as long. Text
// of which it would take long to say counts as such.
inline std::size_t fold_cost(std::string_view text) {
  constexpr std::size_t beyond_ascii = 64;
  constexpr std::size_t looked_at_max = 16 * 1024;
  const bool is_ascii = text.size() <= looked_at_max && std::ranges::all_of(text, [](char c) {
                          return static_cast<unsigned char>(c) < 0x80;
                        });
  return is_ascii ? text.size() : text.size() * beyond_ascii;
}

}  // namespace provost
