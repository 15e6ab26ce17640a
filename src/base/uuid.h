#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace provost {

// A UUID as 16 bytes in network order; the order of values is the order of their text.
struct Uuid {
  std::array<std::uint8_t, 16> bytes{};
  friend bool operator==(const Uuid&, const Uuid&) = default;
  friend auto operator<=>(const Uuid&, const Uuid&) = default;

  bool is_nil() const { return *this == Uuid{}; }
  // Lower-case 8-4-4-4-12.
  std::string to_string() const;
  void append_to(std::string& out) const;
  // Reads 8-4-4-4-12 in any letter case; nothing else is a UUID.
  static std::optional<Uuid> parse(std::string_view text);
};

// Builds a version 7 UUID (RFC 9562 §5.7) from milliseconds since 1970 and ten random bytes. Ids
// made one after the other land next to each other in the store, which keeps bulk creation cheap.
Uuid make_uuid_v7(std::int64_t unix_ms, const std::array<std::uint8_t, 10>& random);

// Less than every version 7 UUID of that millisecond and later ones, greater than those before.
Uuid first_uuid_v7(std::int64_t unix_ms);

using ResourceId = Uuid;

}  // namespace provost

template <>
struct std::hash<provost::Uuid> {
  std::size_t operator()(const provost::Uuid& id) const noexcept;
};
