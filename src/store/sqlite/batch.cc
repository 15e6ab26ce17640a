#include "store/sqlite/batch.h"

#include <algorithm>
#include <map>
#include <span>
#include <utility>

namespace provost::store::sqlite {

void Batch::clear() {
  entries_.clear();
  counts_.clear();
  begin_unit();
}

void Batch::begin_unit() {
  unit_entries_ = entries_.size();
  unit_counts_ = counts_.size();
}

void Batch::undo_unit() {
  entries_.resize(unit_entries_);
  counts_.resize(unit_counts_);
}

void Batch::append(OrgKey org, JournalEntry entry) {
  entries_.push_back({org, std::move(entry)});
}

void Batch::add_to_count(OrgKey org, scim::schema::TypeNumber type, std::int64_t difference,
                         std::int64_t shifts) {
  const bool continues_unit = counts_.size() > unit_counts_;
  if (continues_unit && counts_.back().org == org && counts_.back().type == type) {
    counts_.back().difference += difference;
    counts_.back().shifts += shifts;
    return;
  }
  counts_.push_back({org, type, difference, shifts});
}

std::int64_t Batch::pending_count(OrgKey org, scim::schema::TypeNumber type) const {
  std::int64_t sum = 0;
  for (const PendingCount& count : counts_) {
    sum += count.org == org && count.type == type ? count.difference : 0;
  }
  return sum;
}

void Batch::finish(Sealer sealer) {
  write_counts(sealer.database);
  write_journal(sealer);
}

void Batch::write_counts(Database& database) {
  std::map<std::pair<OrgKey, scim::schema::TypeNumber>, PendingCount> sums;
  for (const PendingCount& count : counts_) {
    PendingCount& sum = sums[{count.org, count.type}];
    sum.difference += count.difference;
    sum.shifts += count.shifts;
  }
  for (const auto& [key, sum] : sums) {
    if (sum.difference != 0 || sum.shifts != 0) {
      database.execute(Query::add_to_count, key.first, key.second, sum.difference, sum.shifts);
    }
  }
}

// Entries of one organisation keep the order in which they were appended.
void Batch::write_journal(Sealer& sealer) {
  std::ranges::stable_sort(entries_, {}, &PendingEntry::org);
  std::vector<const JournalEntry*> chain;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    chain.push_back(&entries_[i].entry);
    const bool is_last = i + 1 == entries_.size() || entries_[i + 1].org != entries_[i].org;
    if (is_last) {
      sealer.seal(entries_[i].org, chain);
      chain.clear();
    }
  }
}

}  // namespace provost::store::sqlite
