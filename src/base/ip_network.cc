#include "base/ip_network.h"

#include <algorithm>
#include <charconv>

#include <arpa/inet.h>

namespace provost {
namespace {

constexpr int v4_bits = 32;
constexpr int v6_bits = 128;

int bits_of(const IpAddress& address) {
  return address.is_v4 ? v4_bits : v6_bits;
}

// The bits of byte `index` that a prefix covers.
std::uint8_t mask_of(int prefix, std::size_t index) {
  const int covered = std::clamp(prefix - static_cast<int>(index) * 8, 0, 8);
  return static_cast<std::uint8_t>(0xFF00 >> covered);
}

bool same_prefix(const IpAddress& a, const IpAddress& b, int prefix) {
  for (std::size_t i = 0; i < a.bytes.size(); ++i) {
    if (((a.bytes[i] ^ b.bytes[i]) & mask_of(prefix, i)) != 0) {
      return false;
    }
  }
  return true;
}

bool has_bits_beyond(const IpAddress& address, int prefix) {
  for (std::size_t i = 0; i < address.bytes.size(); ++i) {
    if ((address.bytes[i] & static_cast<std::uint8_t>(~mask_of(prefix, i))) != 0) {
      return true;
    }
  }
  return false;
}

// An IPv4 address in IPv6 form: ten zero bytes, then two of ones.
IpAddress unmapped(const IpAddress& address) {
  constexpr std::array<std::uint8_t, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  if (!std::equal(mapped.begin(), mapped.end(), address.bytes.begin())) {
    return address;
  }
  IpAddress v4{.bytes = {}, .is_v4 = true};
  std::copy(address.bytes.begin() + mapped.size(), address.bytes.end(), v4.bytes.begin());
  return v4;
}

}  // namespace

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
  const std::string zero_ended(text);
  if (zero_ended.find('\0') != std::string::npos) {
    return std::nullopt;
  }
  IpAddress address;
  if (inet_pton(AF_INET, zero_ended.c_str(), address.bytes.data()) == 1) {
    address.is_v4 = true;
    return address;
  }
  if (inet_pton(AF_INET6, zero_ended.c_str(), address.bytes.data()) == 1) {
    return unmapped(address);
  }
  return std::nullopt;
}

std::optional<IpNetwork> IpNetwork::parse(std::string_view text) {
  const std::size_t slash = std::min(text.find('/'), text.size());
  const std::optional<IpAddress> first = IpAddress::parse(text.substr(0, slash));
  if (!first) {
    return std::nullopt;
  }
  IpNetwork network;
  network.first_ = *first;
  network.prefix_ = bits_of(*first);
  if (slash == text.size()) {
    return network;
  }
  const char* end = text.data() + text.size();
  const auto [stop, fault] = std::from_chars(text.data() + slash + 1, end, network.prefix_);
  if (fault != std::errc{} || stop != end || network.prefix_ < 0 ||
      network.prefix_ > bits_of(*first) || has_bits_beyond(*first, network.prefix_)) {
    return std::nullopt;
  }
  return network;
}

bool IpNetwork::contains(const IpAddress& address) const {
  return address.is_v4 == first_.is_v4 && same_prefix(address, first_, prefix_);
}

std::string IpNetwork::to_string() const {
  char text[INET6_ADDRSTRLEN];
  inet_ntop(first_.is_v4 ? AF_INET : AF_INET6, first_.bytes.data(), text, sizeof text);
  return std::string(text) + '/' + std::to_string(prefix_);
}

}  // namespace provost
