#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace provost {

// An absolute URL of http or https, in the parts that matter here.
struct Url {
  bool is_tls = false;
  std::string authority;  // host and port as written, for the header Host
  std::string host;       // in lower case, without brackets
  std::string port;       // a number: 443 or 80 unless given
  std::string path;       // from its slash on; empty when there is none
  std::string query;      // without the question mark
};

// Reads a URL (RFC 3986 §4.3). Nothing for another scheme, a user name, a fragment, a backslash, an
// escape that is not whole, a host that is neither a name nor an address (is_authority), and more
// than 2048 bytes: readers disagree about those.
std::optional<Url> parse_url(std::string_view text);

// Whether it is a host, with a port if there is a colon, as in the header Host (RFC 9110 §7.2). A
// name consists of letters, digits, dots, hyphens and underscores; an address is one of IPv4, or of
// IPv6 in brackets.
bool is_authority(std::string_view text);

// What stands between "://" and the next slash, unread. Empty where there is no "://".
std::string_view authority_in(std::string_view url);

}  // namespace provost
