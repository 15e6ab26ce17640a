#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"

namespace provost::identity {

// What a secret opens, by the prefix of its text: an organisation to its identity provider, or the
// administration interface to the operator, to a service account or to a human member.
inline constexpr std::string_view secret_token_prefix = "pvt_";
inline constexpr std::string_view operator_key_prefix = "pvo_";
inline constexpr std::string_view api_key_prefix = "pvk_";
inline constexpr std::string_view session_prefix = "pvs_";
// For operators: their session, and the link for creating an account.
inline constexpr std::string_view operator_session_prefix = "pvc_";
inline constexpr std::string_view operator_link_prefix = "pvl_";
// Of IT contacts (design rule 29): the link that brings one in, and the session that it opens.
inline constexpr std::string_view setup_link_prefix = "pvu_";
inline constexpr std::string_view contact_session_prefix = "pvi_";

// The text of each of them:
//
//   <prefix: 4> <lookup: 10> _ <secret: 43> <checksum: 6>
//
// in base 62. `lookup` finds the row and is not secret; `secret` carries 256 random bits; the
// checksum is a CRC-32 of all before it, so that secret scanners can tell a token from noise and a
// mistyped one is refused without touching the store.
struct TokenText {
  std::string lookup;
  std::string text;
};

TokenText make_token_text(Random& random, std::string_view prefix = secret_token_prefix);

// The lookup part of a well-formed text with that prefix, else nothing.
std::optional<std::string> lookup_of(std::string_view text,
                                     std::string_view prefix = secret_token_prefix);

// The stored form of a token: a BLAKE2b-256 of its text. The text has 256 bits of entropy, so a
// slow password hash would add nothing but load.
std::string hash_of(std::string_view text);

// Compares two hashes in constant time.
bool same_hash(std::string_view a, std::string_view b);

}  // namespace provost::identity
