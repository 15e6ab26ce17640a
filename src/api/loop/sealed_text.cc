#include "api/loop/sealed_text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>
#include <utility>

#include <sodium.h>

namespace provost::api {
namespace {

// A sealed text consists of header, nonce and sealed text. The header is authenticated but not
// encrypted: it says which key opens the rest, and when it was sealed.
constexpr std::size_t generation_bytes = 4;
constexpr std::size_t time_bytes = 8;
constexpr std::size_t header_bytes = generation_bytes + time_bytes;
constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t key_bytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr int alphabet = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
// Longer than any that we issue: the text of a name has at most a kilobyte.
constexpr std::size_t text_max = 16 * 1024;

using Bytes = std::vector<unsigned char>;

void put(Bytes& out, std::uint64_t number, std::size_t bytes) {
  for (std::size_t i = bytes; i-- > 0;) {
    out.push_back(static_cast<unsigned char>(number >> (8 * i)));
  }
}

std::int64_t take(const unsigned char* from, std::size_t bytes) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < bytes; ++i) {
    number = number << 8 | from[i];
  }
  return static_cast<std::int64_t>(number);
}

std::string to_text(const Bytes& bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), alphabet), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), alphabet);
  text.pop_back();  // the terminating zero
  return text;
}

std::optional<Bytes> to_bytes(std::string_view text) {
  Bytes bytes(text.size());
  std::size_t length = 0;
  const char* end = nullptr;
  if (text.empty() || text.size() > text_max ||
      sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &length,
                        &end, alphabet) != 0 ||
      end != text.data() + text.size() || length < header_bytes + nonce_bytes + tag_bytes) {
    return std::nullopt;
  }
  bytes.resize(length);
  return bytes;
}

Bytes authenticated(const unsigned char* header, std::string_view scope) {
  Bytes data(header, header + header_bytes);
  data.insert(data.end(), scope.begin(), scope.end());
  return data;
}

const store::CursorKey* find_key(const std::vector<store::CursorKey>& keys,
                                 std::int64_t generation) {
  const auto found = std::ranges::find(keys, generation, &store::CursorKey::generation);
  return found == keys.end() || found->key.size() != key_bytes ? nullptr : &*found;
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::optional<std::string> decrypt(const Bytes& bytes, std::string_view scope,
                                   const store::CursorKey& key) {
  const Bytes data = authenticated(bytes.data(), scope);
  const unsigned char* nonce = bytes.data() + header_bytes;
  const unsigned char* sealed = nonce + nonce_bytes;
  const std::size_t sealed_size = bytes.size() - header_bytes - nonce_bytes;
  std::string plain(sealed_size - tag_bytes, '\0');
  unsigned long long length = 0;
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(reinterpret_cast<unsigned char*>(plain.data()),
                                                 &length, nullptr, sealed, sealed_size, data.data(),
                                                 data.size(), nonce, bytes_of(key.key)) != 0) {
    return std::nullopt;
  }
  return plain;
}

}  // namespace

Error invalid_cursor() {
  return Error(
      Code::invalid_cursor,
      "this cursor does not belong to this query; start again without a cursor, and repeat "
      "every other parameter with each page");
}

std::string seal_text(std::string_view plain, std::string_view scope, Timestamp now,
                      const std::vector<store::CursorKey>& keys, Random& random) {
  const store::CursorKey* key = keys.empty() ? nullptr : find_key(keys, keys.front().generation);
  if (key == nullptr) {
    throw std::runtime_error("the store has no key for page cursors");
  }
  Bytes out;
  put(out, static_cast<std::uint64_t>(key->generation), generation_bytes);
  put(out, static_cast<std::uint64_t>(now.ms), time_bytes);
  std::array<std::uint8_t, nonce_bytes> nonce{};
  random.fill(nonce);
  const Bytes data = authenticated(out.data(), scope);
  out.insert(out.end(), nonce.begin(), nonce.end());
  Bytes sealed(plain.size() + tag_bytes);
  unsigned long long length = 0;
  crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data(), &length, bytes_of(plain), plain.size(),
                                             data.data(), data.size(), nullptr, nonce.data(),
                                             bytes_of(key->key));
  out.insert(out.end(), sealed.begin(), sealed.end());
  return to_text(out);
}

Result<std::string> open_text(std::string_view text, std::string_view scope, Timestamp now,
                              const std::vector<store::CursorKey>& keys) {
  const std::optional<Bytes> bytes = to_bytes(text);
  if (!bytes) {
    return invalid_cursor();
  }
  const store::CursorKey* key = find_key(keys, take(bytes->data(), generation_bytes));
  if (key == nullptr) {
    return invalid_cursor();
  }
  std::optional<std::string> plain = decrypt(*bytes, scope, *key);
  if (!plain) {
    return invalid_cursor();
  }
  const Timestamp sealed_at{take(bytes->data() + generation_bytes, time_bytes)};
  if (now >= sealed_at.plus_s(cursor_lifetime_s)) {
    return Error(Code::expired_cursor,
                 "this cursor is more than an hour old; start again without a cursor");
  }
  return std::move(*plain);
}

}  // namespace provost::api
