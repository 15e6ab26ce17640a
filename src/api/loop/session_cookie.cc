#include "api/loop/session_cookie.h"

#include <array>

#include <sodium.h>

#include "api/loop/cookies.h"
#include "base/text.h"
#include "base/url.h"

namespace provost::api {
namespace {

constexpr std::string_view cookie_name = "provost_session";
// The minimum length of a BLAKE2b key.
constexpr std::string_view csrf_purpose = "provost: X-CSRF-Token";
static_assert(csrf_purpose.size() >= crypto_generichash_KEYBYTES_MIN);

}  // namespace

std::string_view session_in_cookie(const http::Request& request) {
  return cookie_in(request, cookie_name);
}

http::Header session_cookie(const http::Request& request, std::string_view text,
                            std::int64_t life_s) {
  return set_cookie(request, cookie_name, text, life_s);
}

http::Header no_session_cookie(const http::Request& request) {
  return set_cookie(request, cookie_name, "", 0);
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

// By host alone: behind a proxy the server may not know that the browser used https.
bool is_cross_site(const http::Request& request) {
  const std::string_view site = request.header("Sec-Fetch-Site");
  if (!site.empty()) {
    return site != "same-origin" && site != "none";
  }
  const std::string_view origin = request.header("Origin");
  if (origin.empty()) {
    return false;
  }
  const std::string_view authority = authority_in(origin);  // empty for the origin "null"
  return authority.empty() || (!iequals(authority, authority_in(request.base_url)) &&
                               !iequals(authority, request.header("Host")));
}

}  // namespace provost::api
