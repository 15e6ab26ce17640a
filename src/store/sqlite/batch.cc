#include "store/sqlite/batch.h"

#include <algorithm>
#include <map>
#include <span>
#include <utility>

namespace provost::store::sqlite {

void Batch::clear() {
  entries_.clear();
  counts_.clear();
  receipts_.clear();
  unit_ = 0;
  begin_unit();
}

void Batch::begin_unit() {
  ++unit_;
  unit_entries_ = entries_.size();
  unit_counts_ = counts_.size();
}

void Batch::undo_unit() {
  entries_.resize(unit_entries_);
  counts_.resize(unit_counts_);
  std::erase_if(receipts_, [&](const PendingReceipt& asked) { return asked.unit == unit_; });
}

void Batch::append(OrgKey org, JournalEntry entry) {
  entries_.push_back({org, std::move(entry), unit_});
}

void Batch::ask_receipt(std::shared_ptr<Receipt> receipt) {
  receipts_.push_back({unit_, std::move(receipt)});
}

void Batch::add_to_count(OrgKey org, scim::schema::TypeNumber type, std::int64_t difference,
                         std::int64_t shifts) {
  const auto unit = std::span(counts_).subspan(unit_counts_);
  const auto known = std::ranges::find_if(
      unit, [&](const PendingCount& count) { return count.org == org && count.type == type; });
  if (known != unit.end()) {
    known->difference += difference;
    known->shifts += shifts;
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
  if (!std::ranges::is_sorted(entries_, {}, &PendingEntry::org)) {
    std::ranges::stable_sort(entries_, {}, &PendingEntry::org);
  }
  std::vector<const JournalEntry*> chain;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    chain.push_back(&entries_[i].entry);
    const bool is_last = i + 1 == entries_.size() || entries_[i + 1].org != entries_[i].org;
    if (is_last) {
      std::int64_t seq = sealer.seal(entries_[i].org, chain);
      for (std::size_t sealed = i + 1 - chain.size(); sealed <= i; ++sealed) {
        note_seq(entries_[sealed].unit, seq++);
      }
      chain.clear();
    }
  }
}

// Entries of a unit are sealed in their order.
void Batch::note_seq(std::size_t unit, std::int64_t seq) {
  const auto asked = std::ranges::lower_bound(receipts_, unit, {}, &PendingReceipt::unit);
  for (auto at = asked; at != receipts_.end() && at->unit == unit; ++at) {
    Receipt& receipt = *at->receipt;
    receipt.first_seq = receipt.first_seq == 0 ? seq : receipt.first_seq;
    receipt.last_seq = seq;
  }
}

}  // namespace provost::store::sqlite
