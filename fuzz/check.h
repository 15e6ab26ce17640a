#pragma once

#include <cstdint>
#include <cstdlib>
#include <string_view>

// A property of the code under test. libFuzzer reports the input when it does not hold.
inline void hold(bool property) {
  if (!property) {
    std::abort();
  }
}

inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}
