#include "oidc/url.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "base/ip_network.h"
#include "base/text.h"
#include "oidc/address.h"

namespace provost::oidc {
namespace {

constexpr std::size_t url_bytes_max = 2048;

bool is_plain(std::string_view text) {
  constexpr std::string_view refused = "\\\"<>^`{}|#";
  const auto is_allowed = [&](char c) {
    return c > ' ' && c < '\x7f' && refused.find(c) == std::string_view::npos;
  };
  return std::ranges::all_of(text, is_allowed);
}

bool is_name(std::string_view host) {
  return !host.empty() && host.size() <= 253 && std::ranges::all_of(host, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  });
}

bool is_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), port);
  return fault == std::errc{} && end == text.data() + text.size() && port != 0;
}

// For "host:port" or "[address]:port", in lower case.
std::optional<std::string> host_of(std::string_view authority) {
  std::string host;
  std::string_view rest;
  if (authority.starts_with('[')) {
    const std::size_t end = std::min(authority.find(']'), authority.size());
    host = ascii_lower(authority.substr(1, end - 1));
    rest = authority.substr(std::min(end + 1, authority.size()));
    if (end == authority.size() || !IpAddress::parse(host)) {
      return std::nullopt;
    }
  } else {
    const std::size_t end = std::min(authority.find(':'), authority.size());
    host = ascii_lower(authority.substr(0, end));
    rest = authority.substr(end);
    if (!is_name(host)) {
      return std::nullopt;
    }
  }
  if (!rest.empty() && (rest.front() != ':' || !is_port(rest.substr(1)))) {
    return std::nullopt;
  }
  return host;
}

std::optional<bool> take_scheme(std::string_view& text) {
  for (const bool is_tls : {true, false}) {
    const std::string_view scheme = is_tls ? "https://" : "http://";
    if (istarts_with(text, scheme)) {
      text.remove_prefix(scheme.size());
      return is_tls;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Url> parse_url(std::string_view text) {
  if (text.size() > url_bytes_max || !is_plain(text)) {
    return std::nullopt;
  }
  const std::optional<bool> is_tls = take_scheme(text);
  if (!is_tls) {
    return std::nullopt;
  }
  const std::size_t end = std::min(text.find_first_of("/?"), text.size());
  const std::optional<std::string> host = host_of(text.substr(0, end));
  if (!host) {
    return std::nullopt;
  }
  const std::string_view rest = text.substr(end);
  const std::size_t question = std::min(rest.find('?'), rest.size());
  return Url{.is_tls = *is_tls,
             .host = *host,
             .path = std::string(rest.substr(0, question)),
             .query = std::string(rest.substr(std::min(question + 1, rest.size())))};
}

bool is_protected(const Url& url) {
  if (url.is_tls || url.host == "localhost") {
    return true;
  }
  const std::optional<IpAddress> address = IpAddress::parse(url.host);
  return address && is_loopback(*address);
}

}  // namespace provost::oidc
