#include "api/session_cookie.h"

#include <array>

#include <fmt/format.h>
#include <sodium.h>

#include "base/text.h"

namespace provost::api {
namespace {

constexpr std::string_view plain_name = "provost_session";
constexpr std::string_view host_name = "__Host-provost_session";
// As long as the key of BLAKE2b has to be at least.
constexpr std::string_view csrf_purpose = "provost: X-CSRF-Token";
static_assert(csrf_purpose.size() >= crypto_generichash_KEYBYTES_MIN);

bool is_secure(const http::Request& request) {
  return request.base_url.starts_with("https://");
}

std::string_view name_for(const http::Request& request) {
  return is_secure(request) ? host_name : plain_name;
}

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  return first == std::string_view::npos
             ? std::string_view()
             : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// What cookies of one name in one or more headers say.
struct Search {
  std::string_view name;
  std::string_view value = {};
  bool is_ambiguous = false;

  void look_at(std::string_view pair) {
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos || trim(pair.substr(0, equals)) != name) {
      return;
    }
    const std::string_view found = trim(pair.substr(equals + 1));
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

std::string_view authority_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  return scheme == std::string_view::npos ? std::string_view() : url.substr(scheme + 3);
}

http::Header set_cookie(const http::Request& request, std::string_view value, std::int64_t life_s) {
  return {"Set-Cookie",
          fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Lax{}", name_for(request),
                      value, life_s, is_secure(request) ? "; Secure" : "")};
}

}  // namespace

std::string_view session_in_cookie(const http::Request& request) {
  Search search{name_for(request)};
  for (const auto& [name, value] : request.headers) {
    if (iequals(name, "Cookie")) {
      search.look_through(value);
    }
  }
  return search.is_ambiguous ? std::string_view() : search.value;
}

http::Header session_cookie(const http::Request& request, std::string_view text,
                            std::int64_t life_s) {
  return set_cookie(request, text, life_s);
}

http::Header no_session_cookie(const http::Request& request) {
  return set_cookie(request, "", 0);
}

std::string csrf_token_of(std::string_view session_text) {
  std::array<std::uint8_t, crypto_generichash_BYTES> hash{};
  crypto_generichash(
      hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(session_text.data()),
      session_text.size(), reinterpret_cast<const unsigned char*>(csrf_purpose.data()),
      csrf_purpose.size());
  return to_hex(hash);
}

bool has_csrf_token(const http::Request& request, std::string_view session_text) {
  const std::string token = csrf_token_of(session_text);
  const std::string_view given = request.header("X-CSRF-Token");
  return given.size() == token.size() &&
         sodium_memcmp(given.data(), token.data(), token.size()) == 0;
}

// By host alone: behind a proxy the server may not know that the browser came over https.
bool is_cross_site(const http::Request& request) {
  const std::string_view site = request.header("Sec-Fetch-Site");
  if (!site.empty()) {
    return site != "same-origin" && site != "none";
  }
  const std::string_view origin = request.header("Origin");
  if (origin.empty()) {
    return false;
  }
  const std::string_view authority = authority_of(origin);  // empty for the origin "null"
  return authority.empty() || (!iequals(authority, authority_of(request.base_url)) &&
                               !iequals(authority, request.header("Host")));
}

}  // namespace provost::api
