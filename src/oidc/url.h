#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace provost::oidc {

// The parts of an absolute URL of http or https that matter here.
struct Url {
  bool is_tls = false;
  std::string host;  // in lower case, without brackets
  std::string path;  // from its slash on; empty when there is none
  std::string query;
};

// Nothing for anything but such a URL in visible ASCII: user names, fragments, backslashes and
// hosts with characters outside names and addresses are all refused, since readers disagree about
// them.
std::optional<Url> parse_url(std::string_view text);

// https; or http to this very machine, which tests and trials need and nobody can listen to.
bool is_protected(const Url& url);

}  // namespace provost::oidc
