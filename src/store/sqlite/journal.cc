#include "store/sqlite/journal.h"

#include <algorithm>
#include <memory>

namespace provost::store::sqlite {
namespace {

std::string_view view_of(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

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
  std::string link = first_mac();
  {
    Run head(database, Query::journal_head, org);
    if (head.next()) {
      place.seq = head.integer(0);
      place.time = std::max(place.time, head.time(1));
      link = head.string(2);
    }
  }
  const std::int64_t first = place.seq + 1;
  KeptOrigins origins;
  for (const JournalEntry* entry : entries) {
    ++place.seq;
    link = write(place, *entry, link, origins);
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
  std::string link = mac.link(previous, place, entry, digests);
  database.execute(Query::insert_journal, place.org, place.seq, place.time, entry.type,
                   entry.subject_type, entry.subject_id, entry.actor, entry.cause, entry.data,
                   Blob{digests.values}, kept->second.seq, Blob{digests.origin}, Blob{link});
  if (!entry.values.empty() || !origin.empty()) {
    database.execute(Query::insert_journal_values, place.org, place.seq, Blob{values.salt()},
                     entry.values, Blob{salted_origin.salt()}, origin);
  }
  return link;
}

}  // namespace provost::store::sqlite
