#include "identity/totp.h"

#include <array>
#include <cstdlib>
#include <memory>
#include <stdexcept>

#include <fmt/format.h>
#include <liboath/oath.h>
#include <sodium.h>

namespace provost::identity {
namespace {

constexpr std::size_t secret_bytes = 20;
constexpr unsigned digits = 6;
constexpr std::int64_t step_s = 30;
constexpr std::string_view issuer = "Provost";

void require(int status) {
  if (status != OATH_OK) {
    throw std::runtime_error(fmt::format("liboath: {}", oath_strerror(status)));
  }
}

// The six digits of a code; nothing if it contains anything else except spaces.
std::optional<std::string> digits_of(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == ' ') {
      continue;
    }
    if (c < '0' || c > '9' || out.size() == digits) {
      return std::nullopt;
    }
    out += c;
  }
  return out.size() == digits ? std::optional(out) : std::nullopt;
}

// RFC 3986 §2.3: characters that need no escape.
bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (is_unreserved(c)) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

}  // namespace

std::string make_totp_secret(Random& random) {
  std::array<std::uint8_t, secret_bytes> bytes{};
  random.fill(bytes);
  return {bytes.begin(), bytes.end()};
}

std::string totp_text(std::string_view secret) {
  char* text = nullptr;
  std::size_t length = 0;
  require(oath_base32_encode(secret.data(), secret.size(), &text, &length));
  const std::unique_ptr<char, decltype(&std::free)> owner(text, &std::free);
  return {text, length};
}

std::string totp_uri(std::string_view secret, std::string_view name) {
  return fmt::format(
      "otpauth://totp/{0}:{1}?secret={2}&issuer={0}&algorithm=SHA1&digits={3}"
      "&period={4}",
      issuer, escaped(name), totp_text(secret), digits, step_s);
}

std::int64_t totp_step_at(Timestamp now) {
  return now.ms / 1000 / step_s;
}

std::string totp_code(std::string_view secret, std::int64_t step) {
  char code[digits + 1] = {};
  require(oath_totp_generate(secret.data(), secret.size(), step * step_s,
                             static_cast<unsigned>(step_s), 0, digits, code));
  return code;
}

// Compares every step even after a match, so that timing reveals nothing.
std::optional<std::int64_t> totp_step_of(std::string_view secret, std::string_view code,
                                         Timestamp now, std::int64_t used) {
  const std::optional<std::string> given = digits_of(code);
  if (!given) {
    return std::nullopt;
  }
  std::optional<std::int64_t> found;
  const std::int64_t current = totp_step_at(now);
  for (std::int64_t step = current - 1; step <= current + 1; ++step) {
    const bool fits = sodium_memcmp(totp_code(secret, step).data(), given->data(), digits) == 0;
    if (fits && step > used) {
      found = step;
    }
  }
  return found;
}

}  // namespace provost::identity
