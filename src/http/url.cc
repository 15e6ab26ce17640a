#include "http/url.h"

#include <optional>

#include "base/url.h"

namespace provost::http {
namespace {

Error not_a_url(std::string_view url) {
  return {Code::invalid_value,
          "\"" + std::string(url) + "\" is not a URL like https://host[:port][/path]"};
}

}  // namespace

Result<ServerUrl> parse_server_url(std::string_view url) {
  const std::optional<Url> parts = parse_url(url);
  if (!parts || url.find('?') != std::string_view::npos) {
    return not_a_url(url);
  }
  std::string_view prefix = parts->path;
  while (prefix.ends_with('/')) {
    prefix.remove_suffix(1);
  }
  return ServerUrl{.tls = parts->is_tls,
                   .host = parts->host,
                   .port = parts->port,
                   .authority = parts->authority,
                   .prefix = std::string(prefix)};
}

}  // namespace provost::http
