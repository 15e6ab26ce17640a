#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace provost {

// Looks at eight bytes at a time: most text is ASCII, and everything that is kept or sent is asked.
inline bool is_ascii(std::string_view text) {
  constexpr std::uint64_t beyond_ascii = 0x8080808080808080;
  std::uint64_t seen = 0;
  std::uint64_t eight = 0;
  while (text.size() >= sizeof eight) {
    std::memcpy(&eight, text.data(), sizeof eight);
    seen |= eight;
    text.remove_prefix(sizeof eight);
  }
  for (const char c : text) {
    seen |= static_cast<unsigned char>(c);
  }
  return (seen & beyond_ascii) == 0;
}

}  // namespace provost
