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
  to_seal_.clear();
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

std::vector<std::string> Batch::types_of(OrgKey org) const {
  std::vector<std::string> types;
  for (const PendingEntry& pending : entries_) {
    if (pending.org == org) {
      types.push_back(pending.entry.type);
    }
  }
  return types;
}

void Batch::seal(OrgKey org) {
  sealer_.seal_all(org);
  to_seal_.push_back(org);
}

bool Batch::finish() {
  write_counts(sealer_.database);
  return write_journal();
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
bool Batch::write_journal() {
  bool leaves_waiting = false;
  if (!std::ranges::is_sorted(entries_, {}, &PendingEntry::org)) {
    std::ranges::stable_sort(entries_, {}, &PendingEntry::org);
  }
  for (auto begin = entries_.cbegin(); begin != entries_.cend();) {
    const auto end = std::find_if(begin, entries_.cend(), [&](const PendingEntry& pending) {
      return pending.org != begin->org;
    });
    leaves_waiting = write_journal(begin->org, std::span(begin, end)) || leaves_waiting;
    begin = end;
  }
  return leaves_waiting;
}

bool Batch::write_journal(OrgKey org, std::span<const PendingEntry> entries) {
  std::vector<const JournalEntry*> chain;
  chain.reserve(entries.size());
  for (const PendingEntry& pending : entries) {
    chain.push_back(&pending.entry);
  }
  const Sealer::Appended appended = sealer_.append(org, chain);
  std::int64_t seq = appended.first;
  for (const PendingEntry& pending : entries) {
    note_seq(pending.unit, seq++);
  }
  if (std::ranges::find(to_seal_, org) != to_seal_.end()) {
    sealer_.seal_all(org);
    return false;
  }
  return appended.waits;
}

// Entries of a unit are numbered in their order.
void Batch::note_seq(std::size_t unit, std::int64_t seq) {
  const auto asked = std::ranges::lower_bound(receipts_, unit, {}, &PendingReceipt::unit);
  for (auto at = asked; at != receipts_.end() && at->unit == unit; ++at) {
    Receipt& receipt = *at->receipt;
    receipt.first_seq = receipt.first_seq == 0 ? seq : receipt.first_seq;
    receipt.last_seq = seq;
  }
}

}  // namespace provost::store::sqlite
