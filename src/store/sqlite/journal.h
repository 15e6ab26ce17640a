#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/clock.h"
#include "base/random.h"
#include "store/records.h"
#include "store/sqlite/database.h"
#include "store/sqlite/journal_mac.h"

namespace provost::store::sqlite {

// The chain of an organisation's journal. Entry n has
//
//   mac(n)    := HMAC-SHA-256(key, mac(n-1) · fields)        mac(0) := 32 zero bytes
//   fields    := org · seq · time · type · subject_type · subject_id · actor · cause · data ·
//                digest of the values · digest of the origin
//   digest    := SHA-256(salt · text), or nothing when there is no text
//
// where numbers are 8 bytes, least significant first, and texts follow their length as such a
// number. The salt keeps a short text from being guessed from its digest after it was erased:
// erasing deletes salt and text together, and the chain stays valid.
//
// The entries that one request leaves in a batch share its origin: it stands with the values of the
// first of them, and the others name that one.
using Salt = std::array<std::uint8_t, 16>;

// What the first entry of a journal follows.
std::string first_mac();

// Columns seq … mac of the journal queries.
SealedEntry take_sealed(const Run& run);

// More of one organisation in one batch are not sealed with it but shortly after: a hash and two
// rows for each would hold up everybody's writes (docs/decisions/0019).
inline constexpr std::size_t sealed_at_once_max = 3000;

// Numbers and chains the entries of one organisation after those that it has: the head is read
// here, inside the write transaction, since another process may have moved it. Time never goes back
// in a journal, whatever the clock does, so that it can be searched by time.
//
// Very many entries are numbered and wait, packed, in the table `unsealed`, and so do those that
// come after them until they are sealed: the chain has the order of the numbers, and those the
// order of the commits.
struct Sealer {
  Database& database;
  JournalMac& mac;
  const Clock& clock;
  Random& random;

  struct Appended {
    std::int64_t first = 0;  // the number of the first one
    bool waits = false;
  };
  Appended append(OrgKey org, std::span<const JournalEntry* const> entries);
  // The first organisation beyond `after` of which entries wait.
  std::optional<OrgKey> waiting_after(OrgKey after);
  // Seals some hundreds of its entries that wait, the longest waiting first; false when none do.
  // Throws when they cannot be read or do not follow the last one.
  bool seal_next(OrgKey org);
  // Seals all entries of an organisation that wait.
  void seal_all(OrgKey org);

 private:
  struct KeptOrigin {
    std::int64_t seq = 0;  // of the entry that it stands with
    std::string digest;
  };
  using KeptOrigins = std::unordered_map<const std::string*, KeptOrigin>;
  struct Head {
    Place place;
    std::string mac;
  };

  Head head_of(OrgKey org);
  void seal(Head& head, std::span<const JournalEntry* const> entries);
  void put_aside(Place& place, std::span<const JournalEntry* const> entries);
  // Returns the entry's mac.
  std::string write(const Place& place, const JournalEntry& entry, std::string_view previous,
                    KeptOrigins& origins);
};

// The last number that waits to be sealed, and its time; nothing when none does.
std::optional<Place> last_waiting(Database& database, OrgKey org);

}  // namespace provost::store::sqlite
