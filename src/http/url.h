#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace provost::http {

// Where a client sends its requests.
struct ServerUrl {
  bool tls = false;
  std::string host;       // without brackets
  std::string port;       // a number
  std::string authority;  // for the Host header
  std::string prefix;     // before every target, without a slash at the end
};

// Reads http(s)://host[:port][/prefix]. Code::invalid_value for anything else.
Result<ServerUrl> parse_server_url(std::string_view url);

}  // namespace provost::http
