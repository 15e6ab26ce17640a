#include "api/admin/session/device.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <sodium.h>

#include "api/loop/cookies.h"
#include "base/text.h"

namespace provost::api::admin_api {
namespace {

// Browsers keep no cookie longer (RFC 6265bis §5.6.2).
constexpr std::int64_t life_s = 400LL * 24 * 3600;
constexpr std::size_t id_bytes = 16;
constexpr std::size_t id_digits = 2 * id_bytes;
constexpr std::string_view purpose = "provost: browser of an operator";
static_assert(purpose.size() >= crypto_generichash_KEYBYTES_MIN);

using Hash = std::array<std::uint8_t, crypto_generichash_BYTES>;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

Hash hash_of(std::string_view text, std::string_view key) {
  Hash hash{};
  crypto_generichash(hash.data(), hash.size(), bytes_of(text), text.size(), bytes_of(key),
                     key.size());
  return hash;
}

// One cookie per operator, so that people who share a browser do not make each other unknown.
std::string cookie_name(const store::Operator& one) {
  return "provost_device_" + one.id;
}

// The key is derived from the salted hash of the password: it is stored nowhere else, and a new
// password makes all browsers unknown.
std::string signature_of(std::string_view id, const store::Operator& one) {
  const Hash key = hash_of(one.password, purpose);
  const std::string about = std::string(id) + ' ' + one.id;
  return to_hex(hash_of(about, {reinterpret_cast<const char*>(key.data()), key.size()}));
}

}  // namespace

std::string device_of(const http::Request& request, const store::Operator& one) {
  const std::string_view value = cookie_in(request, cookie_name(one));
  if (value.size() != id_digits + 2 * sizeof(Hash)) {
    return {};
  }
  const std::string_view id = value.substr(0, id_digits);
  const std::string signature = signature_of(id, one);
  return sodium_memcmp(value.data() + id_digits, signature.data(), signature.size()) == 0
             ? std::string(id)
             : std::string();
}

http::Header device_cookie(const http::Request& request, const store::Operator& one,
                           Random& random) {
  std::string id = device_of(request, one);
  if (id.empty()) {
    std::array<std::uint8_t, id_bytes> bytes{};
    random.fill(bytes);
    id = to_hex(bytes);
  }
  return set_cookie(request, cookie_name(one), id + signature_of(id, one), life_s);
}

}  // namespace provost::api::admin_api
