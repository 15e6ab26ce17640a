#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

// Passwords of operators: Argon2id of libsodium. Hashing one takes 64 MB and about a tenth of a
// second by design, so it never runs on an event loop.
namespace provost::identity {

inline constexpr std::size_t password_characters_min = 12;
inline constexpr std::size_t password_bytes_max = 1024;

// How dear a hash is; tests need it cheap.
struct PasswordCost {
  unsigned long long operations = 0;  // 0: as libsodium recommends for signing in
  std::size_t memory_bytes = 0;
};

// Code::invalid_value when it is shorter than password_characters_min, longer than
// password_bytes_max, no UTF-8, or the operator's own name.
Result<void> check_password(std::string_view password, std::string_view name);

// What is stored: the hash with its parameters and salt. Throws std::runtime_error when there is
// no memory for it.
std::string hash_password(std::string_view password, const PasswordCost& cost);

// Whether this is the password. An empty hash is nobody's: it takes as long and is false, so that
// the time does not tell which names there are.
bool is_password(std::string_view hash, std::string_view password, const PasswordCost& cost);

}  // namespace provost::identity
