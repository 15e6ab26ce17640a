#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace provost {

// An address of IPv4 or IPv6. What IPv6 writes for an IPv4 address (::ffff:192.0.2.1) is that one.
struct IpAddress {
  std::array<std::uint8_t, 16> bytes{};  // of IPv4 the first four
  bool is_v4 = false;
  static std::optional<IpAddress> parse(std::string_view text);
  friend bool operator==(const IpAddress&, const IpAddress&) = default;
};

// Addresses that begin alike, as CIDR writes them: 192.0.2.0/24, 2001:db8::/32, or one address.
class IpNetwork {
 public:
  // Nothing when it is not a network, or when an address has bits beyond the prefix: 192.0.2.1/24.
  static std::optional<IpNetwork> parse(std::string_view text);
  bool contains(const IpAddress& address) const;
  // With the length of the prefix: 192.0.2.1/32.
  std::string to_string() const;
  friend bool operator==(const IpNetwork&, const IpNetwork&) = default;

 private:
  IpAddress first_;
  int prefix_ = 0;
};

}  // namespace provost
