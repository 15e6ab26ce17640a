#include "identity/passwords.h"

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include <fmt/format.h>
#include <sodium.h>

#include "base/text.h"

namespace provost::identity {
namespace {

std::size_t characters_in(std::string_view utf8) {
  return static_cast<std::size_t>(std::ranges::count_if(
      utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

PasswordCost effective(const PasswordCost& cost) {
  if (cost.operations != 0) {
    return cost;
  }
  return {crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE};
}

}  // namespace

Result<void> check_password(std::string_view password, std::string_view name) {
  if (!is_valid_utf8(password) || characters_in(password) < password_characters_min) {
    return Error(Code::invalid_value,
                 fmt::format("a password has at least {} characters", password_characters_min));
  }
  if (password.size() > password_bytes_max) {
    return Error(Code::invalid_value,
                 fmt::format("a password has at most {} bytes", password_bytes_max));
  }
  if (fold(password) == fold(name)) {
    return Error(Code::invalid_value, "the password must not be the name");
  }
  return {};
}

std::string hash_password(std::string_view password, const PasswordCost& cost) {
  const PasswordCost real = effective(cost);
  char hash[crypto_pwhash_STRBYTES];
  if (crypto_pwhash_str(hash, password.data(), password.size(), real.operations,
                        real.memory_bytes) != 0) {
    throw std::runtime_error("there is no memory to hash a password");
  }
  return hash;
}

bool is_password(std::string_view hash, std::string_view password, const PasswordCost& cost) {
  if (hash.empty()) {
    (void)hash_password(password, cost);
    return false;
  }
  char stored[crypto_pwhash_STRBYTES] = {};
  if (hash.size() >= sizeof stored) {
    return false;
  }
  std::memcpy(stored, hash.data(), hash.size());
  return crypto_pwhash_str_verify(stored, password.data(), password.size()) == 0;
}

}  // namespace provost::identity
