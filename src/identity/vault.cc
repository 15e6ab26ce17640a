#include "identity/vault.h"

#include <array>

#include <sodium.h>

namespace provost::identity {
namespace {

// A sealed secret is nonce, ciphertext and tag.
constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(std::tuple_size_v<SecretKey> == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* bytes_of(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

}  // namespace

std::string Vault::seal(std::string_view secret, std::string_view context) const {
  const SecretKey key = key_to_seal_with();
  std::array<std::uint8_t, nonce_bytes> nonce{};
  random_.fill(nonce);
  std::string sealed(nonce.begin(), nonce.end());
  sealed.resize(nonce_bytes + secret.size() + tag_bytes);
  unsigned long long length = 0;
  crypto_aead_xchacha20poly1305_ietf_encrypt(bytes_of(sealed) + nonce_bytes, &length,
                                             bytes_of(secret), secret.size(), bytes_of(context),
                                             context.size(), nullptr, nonce.data(), key.data());
  return sealed;
}

std::optional<std::string> Vault::open(std::string_view sealed, std::string_view context) const {
  const std::optional<SecretKey> key = known_key();
  if (!key || sealed.size() < nonce_bytes + tag_bytes) {
    return std::nullopt;
  }
  std::string secret(sealed.size() - nonce_bytes - tag_bytes, '\0');
  unsigned long long length = 0;
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(
          bytes_of(secret), &length, nullptr, bytes_of(sealed) + nonce_bytes,
          sealed.size() - nonce_bytes, bytes_of(context), context.size(), bytes_of(sealed),
          key->data()) != 0) {
    return std::nullopt;
  }
  return secret;
}

SecretKey Vault::key_to_seal_with() const {
  const std::lock_guard lock(mutex_);
  if (!key_) {
    key_ = make_key_();
  }
  return *key_;
}

std::optional<SecretKey> Vault::known_key() const {
  const std::lock_guard lock(mutex_);
  return key_;
}

}  // namespace provost::identity
