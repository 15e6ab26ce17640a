#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/key_file.h"
#include "base/random.h"

namespace provost::identity {

// Keeps secrets that the server has to read again (a client secret, a TOTP secret) so that the
// database alone does not give them away: XChaCha20-Poly1305 under a key that lies outside it.
// Safe to call from many threads.
class Vault {
 public:
  Vault(const SecretKey& key, Random& random) : key_(key), random_(random) {}
  // A vault with a lost key: nothing opens until a new secret is sealed with the key from
  // `make_key`.
  static Vault without_key(std::function<SecretKey()> make_key, Random& random) {
    return {std::move(make_key), random, {}};
  }

  // What to store. `context` says what the secret is and whose ("sign-in:acme"): it opens under the
  // same context only, so that a stored secret cannot be moved to another place. Throws what
  // making a key may.
  std::string seal(std::string_view secret, std::string_view context) const;
  // The secret; nothing when it was sealed under another key or context, or tampered with.
  std::optional<std::string> open(std::string_view sealed, std::string_view context) const;

 private:
  struct KeyIsLost {};
  Vault(std::function<SecretKey()> make_key, Random& random, KeyIsLost)
      : make_key_(std::move(make_key)), random_(random) {}
  SecretKey key_to_seal_with() const;
  std::optional<SecretKey> known_key() const;

  std::function<SecretKey()> make_key_;
  mutable std::mutex mutex_;
  mutable std::optional<SecretKey> key_;
  Random& random_;
};

}  // namespace provost::identity
