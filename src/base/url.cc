#include "base/url.h"

#include <algorithm>

#include <boost/url/authority_view.hpp>
#include <boost/url/host_type.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/scheme.hpp>
#include <boost/url/url_view.hpp>

#include "base/text.h"

namespace provost {
namespace {

namespace urls = boost::urls;

constexpr std::size_t url_bytes_max = 2048;
constexpr std::size_t name_bytes_max = 253;  // RFC 1035 §2.3.4, without its length bytes

std::string_view to_std(boost::core::string_view text) {
  return {text.data(), text.size()};
}

bool is_name(std::string_view host) {
  return !host.empty() && host.size() <= name_bytes_max && std::ranges::all_of(host, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_';
  });
}

bool is_host(const urls::authority_view& authority) {
  switch (authority.host_type()) {
    case urls::host_type::ipv4:
    case urls::host_type::ipv6:
      return true;
    case urls::host_type::name:
      return is_name(to_std(authority.encoded_host()));
    case urls::host_type::none:
    case urls::host_type::ipvfuture:
      return false;
  }
  return false;
}

bool is_wanted(const urls::authority_view& authority) {
  return !authority.has_userinfo() && is_host(authority) &&
         (!authority.has_port() || authority.port_number() != 0);
}

}  // namespace

std::optional<Url> parse_url(std::string_view text) {
  if (text.size() > url_bytes_max) {
    return std::nullopt;
  }
  const auto parsed = urls::parse_absolute_uri(text);
  if (!parsed) {
    return std::nullopt;
  }
  const bool is_tls = parsed->scheme_id() == urls::scheme::https;
  const bool is_known = is_tls || parsed->scheme_id() == urls::scheme::http;
  if (!is_known || !parsed->has_authority() || !is_wanted(parsed->authority())) {
    return std::nullopt;
  }
  std::string_view host = to_std(parsed->encoded_host());
  if (host.starts_with('[')) {
    host = host.substr(1, host.size() - 2);
  }
  return Url{.is_tls = is_tls,
             .authority = std::string(to_std(parsed->encoded_authority())),
             .host = ascii_lower(host),
             .port = parsed->has_port() ? std::string(to_std(parsed->port()))
                     : is_tls           ? "443"
                                        : "80",
             .path = std::string(to_std(parsed->encoded_path())),
             .query = std::string(to_std(parsed->encoded_query()))};
}

bool is_authority(std::string_view text) {
  const auto parsed = urls::parse_authority(text);
  return parsed && is_wanted(*parsed);
}

std::string_view authority_in(std::string_view url) {
  constexpr std::string_view mark = "://";
  const std::size_t scheme_end = url.find(mark);
  if (scheme_end == std::string_view::npos) {
    return {};
  }
  url.remove_prefix(scheme_end + mark.size());
  return url.substr(0, url.find('/'));
}

}  // namespace provost
