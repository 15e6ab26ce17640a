#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "store/records.h"

// The journal of an organisation as it is read: sealed entries only, whose numbers have no gaps.
namespace provost::store {

// Which entries, from new to old.
struct JournalSearch {
  std::string type = {};        // whole, or what types begin with when it ends in '.'
  std::string actor = {};       // whole, or what actors begin with when it ends in ':'
  std::string subject_id = {};  // empty, like the others: any
  std::int64_t after = 0;
  std::int64_t before = std::numeric_limits<std::int64_t>::max();
  std::size_t limit = 100;
  // Of a search by type or actor: how many entries it looks at, those of the subject where it has
  // one, before it ends and says where to go on.
  std::size_t looked_at_max = 20'000;
};

struct JournalFound {
  std::vector<SealedEntry> entries;
  // Where to go on (JournalSearch::before), or 0 when there is nothing more to look at.
  std::int64_t next = 0;
};

// The first and the last entry that are there; zeros and no mac in a journal without entries.
struct JournalBounds {
  std::int64_t first = 0;
  std::int64_t last = 0;
  std::string mac;  // of the last one: the head of the chain
  // The last number that was given: of an entry that is committed and waits to be sealed, or
  // `last`.
  std::int64_t numbered = 0;
};

class JournalReader {
 public:
  virtual ~JournalReader() = default;
  // Entries beyond `seq`, oldest first.
  virtual std::vector<SealedEntry> after(std::int64_t seq, std::size_t limit) = 0;
  // May give fewer entries than the limit and still say where to go on: see `looked_at_max`.
  virtual JournalFound find(const JournalSearch& search) = 0;
  virtual JournalBounds bounds() = 0;
  // The first entry of that time or later; one beyond the last when there is none. Times never go
  // back within a journal.
  virtual std::int64_t first_since(Timestamp at) = 0;
};

// Removals that do not break a journal's chain: personal values, and its beginning. The caller
// appends an entry for them.
class JournalWriter {
 public:
  virtual ~JournalWriter() = default;
  // Seals now what waits to be, so that a Reader of this transaction sees every entry that is
  // committed. Costs a row for each of them: for work that must not miss one.
  virtual void seal() = 0;
  virtual void erase_values(std::int64_t seq) = 0;
  // Where the request of the entry came from; other entries of the same request lose it too.
  virtual void erase_origin(std::int64_t seq) = 0;
  // Deletes the entries up to `through`, which is not the last one. After seal().
  virtual void trim(std::int64_t through) = 0;
};

}  // namespace provost::store
