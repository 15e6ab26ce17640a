#include "oidc/address.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace provost::oidc {
namespace {

// What IANA's registries of special-purpose addresses exclude from the public internet. They
// include the IPv6 forms that carry an IPv4 address (6to4, Teredo, NAT64): those could lead
// anywhere.
constexpr std::array not_public{
    "0.0.0.0/8",     "10.0.0.0/8",      "100.64.0.0/10",  "127.0.0.0/8",    "169.254.0.0/16",
    "172.16.0.0/12", "192.0.0.0/24",    "192.0.2.0/24",   "192.88.99.0/24", "192.168.0.0/16",
    "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4",    "240.0.0.0/4",
    "2001::/23",     "2001:db8::/32",   "2002::/16",      "3fff::/20"};
// Global unicast; the rest of IPv6 is not public.
constexpr const char* public_v6 = "2000::/3";

constexpr std::array private_networks{"127.0.0.0/8",   "10.0.0.0/8",     "100.64.0.0/10",
                                      "172.16.0.0/12", "192.168.0.0/16", "::1/128",
                                      "fc00::/7"};

template <std::size_t N>
std::vector<IpNetwork> networks(const std::array<const char*, N>& texts) {
  std::vector<IpNetwork> list;
  for (const char* text : texts) {
    list.push_back(IpNetwork::parse(text).value());
  }
  return list;
}

bool is_in(const std::vector<IpNetwork>& list, const IpAddress& address) {
  return std::ranges::any_of(list, [&](const IpNetwork& one) { return one.contains(address); });
}

bool is_public(const IpAddress& address) {
  static const std::vector<IpNetwork> excepted = networks(not_public);
  static const IpNetwork unicast = IpNetwork::parse(public_v6).value();
  return !is_in(excepted, address) && (address.is_v4 || unicast.contains(address));
}

}  // namespace

bool is_loopback(const IpAddress& address) {
  static const std::vector<IpNetwork> loopback =
      networks(std::array<const char*, 2>{"127.0.0.0/8", "::1/128"});
  return is_in(loopback, address);
}

bool may_reach(const IpAddress& address, Reach reach) {
  static const std::vector<IpNetwork> inside = networks(private_networks);
  return is_public(address) || (reach == Reach::also_private && is_in(inside, address));
}

bool is_protected(const Url& url) {
  if (url.is_tls || url.host == "localhost") {
    return true;
  }
  const std::optional<IpAddress> address = IpAddress::parse(url.host);
  return address && is_loopback(*address);
}

}  // namespace provost::oidc
