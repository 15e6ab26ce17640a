#include "store/sqlite/journal_mac.h"

#include <array>
#include <stdexcept>

#include <openssl/params.h>

namespace provost::store::sqlite {
namespace {

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

void expect(bool done) {
  if (!done) {
    throw std::runtime_error("OpenSSL cannot compute SHA-256");
  }
}

void add(std::string& fields, std::int64_t number) {
  for (std::size_t i = 0; i < sizeof number; ++i) {
    fields += static_cast<char>(static_cast<std::uint64_t>(number) >> (8 * i));
  }
}

void add(std::string& fields, std::string_view text) {
  add(fields, static_cast<std::int64_t>(text.size()));
  fields += text;
}

EVP_MAC_CTX* keyed(const JournalKey& key) {
  const std::unique_ptr<EVP_MAC, decltype(&EVP_MAC_free)> hmac(
      EVP_MAC_fetch(nullptr, "HMAC", nullptr), &EVP_MAC_free);
  expect(hmac != nullptr);
  EVP_MAC_CTX* context = EVP_MAC_CTX_new(hmac.get());
  char digest[] = "SHA256";
  const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string("digest", digest, 0),
                                   OSSL_PARAM_construct_end()};
  const bool ready =
      context != nullptr && EVP_MAC_init(context, key.data(), key.size(), parameters) == 1;
  if (!ready) {
    EVP_MAC_CTX_free(context);
    expect(false);
  }
  return context;
}

}  // namespace

std::string digest_of(std::string_view salt, std::string_view text) {
  std::string input(salt);
  input += text;
  std::array<unsigned char, mac_bytes> digest;
  expect(EVP_Digest(input.data(), input.size(), digest.data(), nullptr, EVP_sha256(), nullptr) ==
         1);
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

JournalMac::JournalMac(const JournalKey& key) : context_(keyed(key)) {}

std::string JournalMac::link(std::string_view previous, const Place& place,
                             const JournalEntry& entry, const Digests& digests) {
  fields_.assign(previous);
  add(fields_, static_cast<std::int64_t>(place.org));
  add(fields_, place.seq);
  add(fields_, place.time.ms);
  for (const std::string_view field :
       {std::string_view(entry.type), std::string_view(entry.subject_type),
        std::string_view(entry.subject_id), std::string_view(entry.actor),
        std::string_view(entry.cause), std::string_view(entry.data),
        std::string_view(digests.values), std::string_view(digests.origin)}) {
    add(fields_, field);
  }
  std::array<unsigned char, mac_bytes> mac;
  std::size_t size = 0;
  // Without a key, it keeps the one that it has.
  expect(EVP_MAC_init(context_.get(), nullptr, 0, nullptr) == 1 &&
         EVP_MAC_update(context_.get(), bytes_of(fields_), fields_.size()) == 1 &&
         EVP_MAC_final(context_.get(), mac.data(), &size, mac.size()) == 1 && size == mac.size());
  return {reinterpret_cast<const char*>(mac.data()), size};
}

}  // namespace provost::store::sqlite
