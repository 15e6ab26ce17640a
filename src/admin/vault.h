#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/key_file.h"
#include "base/random.h"

namespace provost::admin {

// Keeps secrets that the server has to read again (a client secret, a TOTP secret) so that the
// database alone does not give them away: XChaCha20-Poly1305 under a key that lies outside it.
// Safe to call from many threads.
class Vault {
 public:
  Vault(const SecretKey& key, Random& random) : key_(key), random_(random) {}

  // What to store. `context` says what the secret is and whose ("sign-in:acme"): it opens under the
  // same context only, so that a stored secret cannot be moved to another place.
  std::string seal(std::string_view secret, std::string_view context) const;
  // The secret; nothing when it was sealed under another key or context, or tampered with.
  std::optional<std::string> open(std::string_view sealed, std::string_view context) const;

 private:
  SecretKey key_;
  Random& random_;
};

}  // namespace provost::admin
