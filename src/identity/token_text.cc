#include "identity/token_text.h"

#include <cstdint>

#include <boost/crc.hpp>
#include <sodium.h>

namespace provost::identity {
namespace {

constexpr std::string_view alphabet =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::size_t prefix_length = secret_token_prefix.size();
static_assert(operator_key_prefix.size() == prefix_length);
static_assert(api_key_prefix.size() == prefix_length && session_prefix.size() == prefix_length);
static_assert(operator_session_prefix.size() == prefix_length);
static_assert(operator_link_prefix.size() == prefix_length);
constexpr std::size_t lookup_length = 10;
// 43 characters of base 62 hold more than 256 bits: 43 * log2(62) = 256.03.
constexpr std::size_t secret_length = 43;
constexpr std::size_t checksum_length = 6;
constexpr std::size_t secret_at = prefix_length + lookup_length + 1;
constexpr std::size_t checksum_at = secret_at + secret_length;
constexpr std::size_t token_length = checksum_at + checksum_length;

// Random characters, all equally likely: bytes that would favour some are drawn again.
std::string random_text(Random& random, std::size_t length) {
  constexpr std::size_t fair = 256 - 256 % alphabet.size();
  std::string out;
  while (out.size() < length) {
    std::uint8_t bytes[64];
    random.fill(bytes);
    for (const std::uint8_t byte : bytes) {
      if (byte < fair && out.size() < length) {
        out += alphabet[byte % alphabet.size()];
      }
    }
  }
  return out;
}

std::string checksum_of(std::string_view text) {
  boost::crc_32_type crc;
  crc.process_bytes(text.data(), text.size());
  constexpr std::uint32_t base = alphabet.size();
  std::uint32_t left = crc.checksum();
  std::string out(checksum_length, '0');
  for (std::size_t i = checksum_length; i-- > 0; left /= base) {
    out[i] = alphabet[left % base];
  }
  return out;
}

}  // namespace

TokenText make_token_text(Random& random, std::string_view prefix) {
  TokenText token;
  token.lookup = random_text(random, lookup_length);
  token.text.append(prefix).append(token.lookup).append("_");
  token.text += random_text(random, secret_length);
  token.text += checksum_of(token.text);
  return token;
}

std::optional<std::string> lookup_of(std::string_view text, std::string_view prefix) {
  if (text.size() != token_length || !text.starts_with(prefix) || text[secret_at - 1] != '_' ||
      checksum_of(text.substr(0, checksum_at)) != text.substr(checksum_at)) {
    return std::nullopt;
  }
  return std::string(text.substr(prefix.size(), lookup_length));
}

std::string hash_of(std::string_view text) {
  std::string hash(crypto_generichash_BYTES, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                     reinterpret_cast<const unsigned char*>(text.data()), text.size(), nullptr, 0);
  return hash;
}

bool same_hash(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace provost::identity
