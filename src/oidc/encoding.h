#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"

namespace provost::oidc {

// RFC 4648 §5 without padding, which is how JOSE and PKCE write bytes.
std::string to_base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);

std::string sha256(std::string_view text);
std::string hmac_sha256(std::string_view key, std::string_view text);

// 32 bytes nobody can guess, as such a text.
std::string random_text(Random& random);

// In a time that does not depend on where they differ.
bool is_same_text(std::string_view a, std::string_view b);

}  // namespace provost::oidc
