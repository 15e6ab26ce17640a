#include "api/loop/cookies.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "base/text.h"

namespace provost::api {
namespace {

bool is_secure(const http::Request& request) {
  return request.base_url.starts_with("https://");
}

std::string name_for(const http::Request& request, std::string_view name) {
  return (is_secure(request) ? "__Host-" : "") + std::string(name);
}

// The values of all cookies with one name, from one or more headers.
struct Search {
  std::string_view name;
  std::string_view value = {};
  bool is_ambiguous = false;

  void look_at(std::string_view pair) {
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos || trim_blanks(pair.substr(0, equals)) != name) {
      return;
    }
    const std::string_view found = trim_blanks(pair.substr(equals + 1));
    is_ambiguous = is_ambiguous || (!value.empty() && value != found);
    value = found;
  }
  void look_through(std::string_view header) {
    while (!header.empty()) {
      const std::size_t end = std::min(header.find(';'), header.size());
      look_at(header.substr(0, end));
      header.remove_prefix(std::min(end + 1, header.size()));
    }
  }
};

}  // namespace

std::string_view cookie_in(const http::Request& request, std::string_view name) {
  const std::string full_name = name_for(request, name);
  Search search{full_name};
  for (const auto& [header, value] : request.headers) {
    if (iequals(header, "Cookie")) {
      search.look_through(value);
    }
  }
  return search.is_ambiguous ? std::string_view() : search.value;
}

http::Header set_cookie(const http::Request& request, std::string_view name, std::string_view value,
                        std::int64_t life_s) {
  return {"Set-Cookie", fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Lax{}",
                                    name_for(request, name), value, life_s,
                                    is_secure(request) ? "; Secure" : "")};
}

}  // namespace provost::api
