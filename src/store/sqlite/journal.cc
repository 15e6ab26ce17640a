#include "store/sqlite/journal.h"

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <vector>

#include "store/sqlite/packed_entries.h"

namespace provost::store::sqlite {
namespace {

std::string_view view_of(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

const std::string no_text;

// How many entries one row of the table `unsealed` holds: a millisecond or two of sealing.
constexpr std::size_t packed_at_once_max = 250;

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

std::optional<Place> last_waiting(Database& database, OrgKey org) {
  Run run(database, Query::last_unsealed, org);
  return run.next() ? std::optional(Place{.org = org, .seq = run.integer(0), .time = run.time(1)})
                    : std::nullopt;
}

Sealer::Appended Sealer::append(OrgKey org, std::span<const JournalEntry* const> entries) {
  std::optional<Place> waiting = last_waiting(database, org);
  if (!waiting && entries.size() <= sealed_at_once_max) {
    Head head = head_of(org);
    head.place.time = std::max(head.place.time, clock.now());
    seal(head, entries);
    return {.first = head.place.seq + 1 - static_cast<std::int64_t>(entries.size())};
  }
  Place place = waiting ? *waiting : head_of(org).place;
  const std::int64_t first = place.seq + 1;
  place.time = std::max(place.time, clock.now());
  for (std::size_t done = 0; done < entries.size(); done += packed_at_once_max) {
    put_aside(place, entries.subspan(done, std::min(packed_at_once_max, entries.size() - done)));
  }
  return {.first = first, .waits = true};
}

std::optional<OrgKey> Sealer::waiting_after(OrgKey after) {
  Run run(database, Query::next_unsealed_org, after);
  return run.next() ? std::optional(OrgKey{run.integer(0)}) : std::nullopt;
}

void Sealer::seal_all(OrgKey org) {
  while (seal_next(org)) {
  }
}

Sealer::Head Sealer::head_of(OrgKey org) {
  Head head{.place = {.org = org}, .mac = first_mac()};
  Run run(database, Query::journal_head, org);
  if (run.next()) {
    head.place.seq = run.integer(0);
    head.place.time = run.time(1);
    head.mac = run.string(2);
  }
  return head;
}

void Sealer::seal(Head& head, std::span<const JournalEntry* const> entries) {
  KeptOrigins origins;
  for (const JournalEntry* entry : entries) {
    ++head.place.seq;
    head.mac = write(head.place, *entry, head.mac, origins);
  }
}

void Sealer::put_aside(Place& place, std::span<const JournalEntry* const> entries) {
  const std::int64_t first = place.seq + 1;
  place.seq += static_cast<std::int64_t>(entries.size());
  const std::string packed = pack(entries);
  database.execute(Query::insert_unsealed, place.org, first, place.seq, place.time, Blob{packed});
}

bool Sealer::seal_next(OrgKey org) {
  std::int64_t row = 0;
  Place first;
  std::vector<JournalEntry> entries;
  {
    Run run(database, Query::first_unsealed, org);
    if (!run.next()) {
      return false;
    }
    row = run.integer(0);
    first = {.org = OrgKey{run.integer(1)}, .seq = run.integer(2), .time = run.time(3)};
    entries = unpack(run.text(4));
  }
  Head head = head_of(first.org);
  if (head.place.seq + 1 != first.seq) {
    throw std::runtime_error("journal entries that wait to be sealed do not follow the last one");
  }
  head.place.time = std::max(head.place.time, first.time);
  std::vector<const JournalEntry*> chain;
  for (const JournalEntry& entry : entries) {
    chain.push_back(&entry);
  }
  seal(head, chain);
  database.execute(Query::delete_unsealed, row);
  return true;
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
