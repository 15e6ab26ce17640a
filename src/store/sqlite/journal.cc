#include "store/sqlite/journal.h"

#include <algorithm>
#include <memory>

namespace provost::store::sqlite {
namespace {

std::string_view view_of(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

const std::uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

class Hmac {
 public:
  explicit Hmac(const JournalKey& key) {
    crypto_auth_hmacsha256_init(&state_, key.data(), key.size());
  }
  void add_bytes(std::string_view bytes) {
    crypto_auth_hmacsha256_update(&state_, bytes_of(bytes), bytes.size());
  }
  void add(std::int64_t number) {
    std::array<std::uint8_t, 8> bytes;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      bytes[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(number) >> (8 * i));
    }
    add_bytes(view_of(bytes));
  }
  void add(std::string_view text) {
    add(static_cast<std::int64_t>(text.size()));
    add_bytes(text);
  }
  std::string finish() {
    std::array<std::uint8_t, mac_bytes> mac;
    crypto_auth_hmacsha256_final(&state_, mac.data());
    return std::string(view_of(mac));
  }

 private:
  crypto_auth_hmacsha256_state state_;
};

const std::string no_text;

// A text with the salt of its digest; neither when it is empty.
class Salted {
 public:
  Salted(std::string_view text, Random& random) : text_(text) {
    if (!text_.empty()) {
      random.fill(salt_);
    }
  }
  std::string_view salt() const { return text_.empty() ? std::string_view() : view_of(salt_); }
  std::string digest() const { return text_.empty() ? no_text : digest_of(salt(), text_); }

 private:
  std::string_view text_;
  Salt salt_{};
};

}  // namespace

std::string digest_of(std::string_view salt, std::string_view values) {
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  crypto_hash_sha256_update(&state, bytes_of(salt), salt.size());
  crypto_hash_sha256_update(&state, bytes_of(values), values.size());
  std::array<std::uint8_t, crypto_hash_sha256_BYTES> digest;
  crypto_hash_sha256_final(&state, digest.data());
  return std::string(view_of(digest));
}

std::string mac_of(const JournalKey& key, std::string_view previous, const Place& place,
                   const JournalEntry& entry, const Digests& digests) {
  Hmac hmac(key);
  hmac.add_bytes(previous);
  hmac.add(static_cast<std::int64_t>(place.org));
  hmac.add(place.seq);
  hmac.add(place.time.ms);
  for (const std::string_view field :
       {std::string_view(entry.type), std::string_view(entry.subject_type),
        std::string_view(entry.subject_id), std::string_view(entry.actor),
        std::string_view(entry.cause), std::string_view(entry.data),
        std::string_view(digests.values), std::string_view(digests.origin)}) {
    hmac.add(field);
  }
  return hmac.finish();
}

std::string first_mac() {
  return std::string(mac_bytes, '\0');
}

SealedEntry take_sealed(const Run& run) {
  SealedEntry sealed;
  sealed.seq = run.integer(0);
  sealed.time = run.time(1);
  sealed.entry = {.type = run.string(2),
                  .subject_type = run.string(3),
                  .subject_id = run.string(4),
                  .actor = run.string(5),
                  .cause = run.string(6),
                  .data = run.string(7),
                  .values = run.string(8)};
  if (const std::string_view origin = run.text(9); !origin.empty()) {
    sealed.entry.origin = std::make_shared<const std::string>(origin);
  }
  sealed.mac = run.string(10);
  return sealed;
}

std::int64_t Sealer::seal(OrgKey org, std::span<const JournalEntry* const> entries) {
  Place place{.org = org, .seq = 0, .time = clock.now()};
  std::string mac = first_mac();
  {
    Run head(database, Query::journal_head, org);
    if (head.next()) {
      place.seq = head.integer(0);
      place.time = std::max(place.time, head.time(1));
      mac = head.string(2);
    }
  }
  const std::int64_t first = place.seq + 1;
  KeptOrigins origins;
  for (const JournalEntry* entry : entries) {
    ++place.seq;
    mac = write(place, *entry, mac, origins);
  }
  return first;
}

std::string Sealer::write(const Place& place, const JournalEntry& entry, std::string_view previous,
                          KeptOrigins& origins) {
  const Salted values(entry.values, random);
  const auto [kept, is_new] = origins.try_emplace(entry.origin.get());
  const std::string& origin = is_new && entry.origin ? *entry.origin : no_text;
  const Salted salted_origin(origin, random);
  if (!origin.empty()) {
    kept->second = {.seq = place.seq, .digest = salted_origin.digest()};
  }
  const Digests digests{.values = values.digest(), .origin = kept->second.digest};
  std::string mac = mac_of(key, previous, place, entry, digests);
  database.execute(Query::insert_journal, place.org, place.seq, place.time, entry.type,
                   entry.subject_type, entry.subject_id, entry.actor, entry.cause, entry.data,
                   Blob{digests.values}, kept->second.seq, Blob{digests.origin}, Blob{mac});
  if (!entry.values.empty() || !origin.empty()) {
    database.execute(Query::insert_journal_values, place.org, place.seq, Blob{values.salt()},
                     entry.values, Blob{salted_origin.salt()}, origin);
  }
  return mac;
}

}  // namespace provost::store::sqlite
