#include "store/sqlite/journal_reads.h"

#include <algorithm>

#include "store/sqlite/journal.h"

namespace provost::store::sqlite {
namespace {

// The texts from `from` on and before `end`.
struct TextRange {
  std::string from;
  std::string end;
};

// Types and actors are ASCII, so all their texts sort between these characters.
constexpr char before_all = '\x01';
constexpr char beyond_all = '\x7f';

// A text ending in `separator` matches everything that begins with it; an empty text matches
// anything; any other text matches itself.
TextRange range_of(const std::string& text, char separator) {
  const bool is_prefix = text.empty() || text.back() == separator;
  return {.from = text, .end = text + (is_prefix ? beyond_all : before_all)};
}

}  // namespace

std::vector<SealedEntry> JournalReads::take_all(Run& run) {
  std::vector<SealedEntry> entries;
  while (run.next()) {
    budget_.spend();
    entries.push_back(take_sealed(run));
    const JournalEntry& entry = entries.back().entry;
    budget_.spend_bytes(entry.data.size() + entry.values.size());
  }
  return entries;
}

std::vector<SealedEntry> JournalReads::after(std::int64_t seq, std::size_t limit) {
  Run run(database_, Query::journal, org_, seq, static_cast<std::int64_t>(limit));
  return take_all(run);
}

// The number beyond which a search may not look. Numbers have no gaps, so a window of them bounds
// the rows that a search without an index examines; those of a subject are counted in its index.
std::int64_t JournalReads::window_of(const JournalSearch& search, std::int64_t after,
                                     std::int64_t before) {
  const bool takes_all = search.type.empty() && search.actor.empty();
  const auto rows = static_cast<std::int64_t>(search.looked_at_max);
  if (takes_all || before <= after + 1) {
    return after;
  }
  if (search.subject_id.empty()) {
    const std::int64_t from = std::max(after, before - 1 - rows);
    budget_.spend(static_cast<std::size_t>(before - 1 - from));
    return from;
  }
  Run run(database_, Query::journal_about_from, org_, search.subject_id, after, before, rows);
  return run.next() ? run.integer(0) : after;
}

JournalFound JournalReads::find(const JournalSearch& search) {
  const JournalBounds there = bounds();
  const std::int64_t before = std::min(search.before, there.last + 1);
  const std::int64_t end = std::max(search.after, there.first - 1);
  const std::int64_t after = window_of(search, end, before);
  const TextRange type = range_of(search.type, '.');
  const TextRange actor = range_of(search.actor, ':');
  const auto limit = static_cast<std::int64_t>(search.limit);
  JournalFound found;
  if (search.subject_id.empty()) {
    Run run(database_, Query::journal_back, org_, after, before, type.from, type.end, actor.from,
            actor.end, limit);
    found.entries = take_all(run);
  } else {
    Run run(database_, Query::journal_about, org_, after, before, type.from, type.end, actor.from,
            actor.end, limit, search.subject_id);
    found.entries = take_all(run);
  }
  const bool is_full = found.entries.size() == search.limit && !found.entries.empty();
  const std::int64_t next = is_full ? found.entries.back().seq : after + 1;
  found.next = next > end + 1 ? next : 0;
  return found;
}

JournalBounds JournalReads::bounds() {
  JournalBounds bounds;
  Run first(database_, Query::journal_first, org_);
  if (first.next()) {
    bounds.first = first.integer(0);
  }
  Run head(database_, Query::journal_head, org_);
  if (head.next()) {
    bounds.last = head.integer(0);
    bounds.mac = head.string(2);
  }
  const std::optional<Place> waiting = last_waiting(database_, org_);
  bounds.numbered = waiting ? waiting->seq : bounds.last;
  return bounds;
}

std::int64_t JournalReads::first_since(Timestamp at) {
  const JournalBounds there = bounds();
  std::int64_t low = std::max<std::int64_t>(there.first, 1);
  std::int64_t high = there.last + 1;
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    if (time_of(middle) < at) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

Timestamp JournalReads::time_of(std::int64_t seq) {
  budget_.spend();
  Run run(database_, Query::journal_time, org_, seq);
  return run.next() ? run.time(0) : Timestamp{};
}

}  // namespace provost::store::sqlite
