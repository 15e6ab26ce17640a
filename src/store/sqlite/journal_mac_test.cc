#include "store/sqlite/journal_mac.h"

#include <gtest/gtest.h>
#include <sodium.h>

namespace provost::store::sqlite {
namespace {

std::string number(std::int64_t value) {
  std::string bytes;
  for (int i = 0; i < 8; ++i) {
    bytes += static_cast<char>(value >> (8 * i));
  }
  return bytes;
}

std::string text(const std::string& value) {
  return number(static_cast<std::int64_t>(value.size())) + value;
}

// Compared with another library's HMAC over an entry's fields as journal.h defines them.
TEST(JournalMac, IsTheHmacOfTheFieldsInTheirOrder) {
  JournalKey key;
  key.fill(7);
  JournalMac mac(key);
  std::string previous(mac_bytes, '\0');
  for (const std::int64_t seq : {1, 2, 300}) {
    const JournalEntry entry{.type = "user.created",
                             .subject_type = "user",
                             .subject_id = "id",
                             .actor = "token:1",
                             .cause = "r" + std::to_string(seq),
                             .data = "{}",
                             .values = "not part of it"};
    const Digests digests{.values = "v", .origin = ""};
    const std::string fields = previous + number(5) + number(seq) + number(1234567890123) +
                               text("user.created") + text("user") + text("id") + text("token:1") +
                               text(entry.cause) + text("{}") + text("v") + text("");
    std::string expected(crypto_auth_hmacsha256_BYTES, '\0');
    crypto_auth_hmacsha256(reinterpret_cast<unsigned char*>(expected.data()),
                           reinterpret_cast<const unsigned char*>(fields.data()), fields.size(),
                           key.data());
    previous = mac.link(previous, {OrgKey{5}, seq, {1234567890123}}, entry, digests);
    EXPECT_EQ(previous, expected) << seq;
  }
}

TEST(JournalMac, ADigestIsSha256OfSaltAndText) {
  std::string expected(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(expected.data()),
                     reinterpret_cast<const unsigned char*>("saltvalues"), 10);
  EXPECT_EQ(digest_of("salt", "values"), expected);
}

}  // namespace
}  // namespace provost::store::sqlite
