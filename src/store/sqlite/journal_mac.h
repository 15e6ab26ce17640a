#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <openssl/evp.h>

#include "base/clock.h"
#include "store/records.h"
#include "store/sqlite/journal_key.h"

// What the chain of a journal is made of (journal.h). OpenSSL, since it hashes with the processor's
// own instructions: a mapping of a large group seals as many entries as it has people.
namespace provost::store::sqlite {

inline constexpr std::size_t mac_bytes = 32;

// SHA-256(salt · text).
std::string digest_of(std::string_view salt, std::string_view text);

// Where an entry stands.
struct Place {
  OrgKey org{};
  std::int64_t seq = 0;
  Timestamp time;
};

struct Digests {
  std::string values;
  std::string origin;
};

// Makes the links of chains with one key. Not thread-safe.
class JournalMac {
 public:
  explicit JournalMac(const JournalKey& key);

  std::string link(std::string_view previous, const Place& place, const JournalEntry& entry,
                   const Digests& digests);

 private:
  struct Free {
    void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
  };
  std::unique_ptr<EVP_MAC_CTX, Free> context_;
  std::string fields_;
};

}  // namespace provost::store::sqlite
