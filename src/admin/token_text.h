#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"

namespace provost::admin {

// The text of a Secret Token:
//
//   pvt_ <lookup: 10> _ <secret: 43> <checksum: 6>
//
// in base 62. `lookup` finds the row and is no secret; `secret` carries 256 random bits; the
// checksum is a CRC-32 of all before it, so that secret scanners can tell a token from noise and a
// mistyped one is refused without touching the store.
struct TokenText {
  std::string lookup;
  std::string text;
};

TokenText make_token_text(Random& random);

// The lookup part of a well-formed token, else nothing.
std::optional<std::string> lookup_of(std::string_view text);

// What is stored of a token: a BLAKE2b-256 of its text. The text has 256 bits of entropy, so a slow
// password hash would add nothing but load.
std::string hash_of(std::string_view text);

// Compares two hashes in constant time.
bool same_hash(std::string_view a, std::string_view b);

}  // namespace provost::admin
