#include "base/url.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "base/ip_network.h"
#include "base/text.h"

namespace provost {
namespace {

constexpr std::size_t url_bytes_max = 2048;
constexpr std::size_t name_bytes_max = 253;  // RFC 1035 §2.3.4, without its length bytes

struct Authority {
  std::string_view host;  // without brackets
  std::string_view port;  // empty when there is none
};

bool is_name(std::string_view host) {
  return !host.empty() && host.size() <= name_bytes_max && std::ranges::all_of(host, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_';
  });
}

bool is_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), port);
  return fault == std::errc{} && end == text.data() + text.size() && port != 0;
}

std::optional<Authority> read_authority(std::string_view text) {
  const bool is_in_brackets = text.starts_with('[');
  const std::size_t host_end = std::min(text.find(is_in_brackets ? ']' : ':'), text.size());
  const std::string_view host = text.substr(0, host_end).substr(is_in_brackets ? 1 : 0);
  const std::string_view rest =
      text.substr(std::min(host_end + (is_in_brackets ? 1 : 0), text.size()));
  const bool is_host = is_in_brackets
                           ? host_end < text.size() && host.find(':') != std::string_view::npos &&
                                 IpAddress::parse(host).has_value()
                           : is_name(host);
  if (!is_host || (!rest.empty() && (rest.front() != ':' || !is_port(rest.substr(1))))) {
    return std::nullopt;
  }
  return Authority{host, rest.empty() ? rest : rest.substr(1)};
}

// Characters that belong in a URL, and escapes that are whole.
bool is_plain(std::string_view text) {
  constexpr std::string_view refused = "\\\"<>^`{}|#";
  return std::ranges::all_of(text,
                             [&](char c) {
                               return c > ' ' && c < '\x7f' &&
                                      refused.find(c) == std::string_view::npos;
                             }) &&
         decode_path_segment(text).has_value();
}

}  // namespace

std::optional<Url> parse_url(std::string_view text) {
  if (text.size() > url_bytes_max || !is_plain(text)) {
    return std::nullopt;
  }
  const bool is_tls = istarts_with(text, "https://");
  if (!is_tls && !istarts_with(text, "http://")) {
    return std::nullopt;
  }
  text.remove_prefix(is_tls ? 8 : 7);
  const std::string_view whole = text.substr(0, text.find_first_of("/?"));
  const std::optional<Authority> authority = read_authority(whole);
  if (!authority) {
    return std::nullopt;
  }
  const std::string_view rest = text.substr(whole.size());
  const std::size_t question = std::min(rest.find('?'), rest.size());
  const std::string_view usual_port = is_tls ? "443" : "80";
  return Url{.is_tls = is_tls,
             .authority = std::string(whole),
             .host = ascii_lower(authority->host),
             .port = std::string(authority->port.empty() ? usual_port : authority->port),
             .path = std::string(rest.substr(0, question)),
             .query = std::string(rest.substr(std::min(question + 1, rest.size())))};
}

bool is_authority(std::string_view text) {
  return read_authority(text).has_value();
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
