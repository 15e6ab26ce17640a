#include "http/url.h"

#include "base/text.h"
#include "http/head_parser.h"

namespace provost::http {
namespace {

Error not_a_url(std::string_view url) {
  return {Code::invalid_value,
          "\"" + std::string(url) + "\" is not a URL like https://host[:port][/path]"};
}

// Splits host and port; the authority has been checked.
void split_authority(ServerUrl& out) {
  const std::string_view text = out.authority;
  const std::size_t host_end = text.starts_with('[') ? text.find(']') + 1 : text.find(':');
  const std::string_view host = text.substr(0, host_end);
  out.host = host.starts_with('[') ? host.substr(1, host.size() - 2) : host;
  const std::size_t port_start = host.size() + 1;
  out.port = port_start < text.size() ? text.substr(port_start) : out.tls ? "443" : "80";
}

}  // namespace

Result<ServerUrl> parse_server_url(std::string_view url) {
  ServerUrl out;
  out.tls = istarts_with(url, "https://");
  if (!out.tls && !istarts_with(url, "http://")) {
    return not_a_url(url);
  }
  std::string_view rest = url.substr(out.tls ? 8 : 7);
  out.authority = rest.substr(0, rest.find('/'));
  rest.remove_prefix(out.authority.size());
  if (!is_authority(out.authority) || rest.find_first_of(" \t\r\n?#") != std::string_view::npos) {
    return not_a_url(url);
  }
  split_authority(out);
  while (rest.ends_with('/')) {
    rest.remove_suffix(1);
  }
  out.prefix = rest;
  return out;
}

}  // namespace provost::http
