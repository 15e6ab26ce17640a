#include "admin/journal/changes.h"

#include <algorithm>

#include <fmt/format.h>

#include "admin/journal/event.h"
#include "store/journal.h"

namespace provost::admin {
namespace {

// Entries read at a time: few, so that even large ones do not add up.
constexpr std::size_t chunk = 32;

}  // namespace

Result<std::variant<Changes, Trimmed>> changes_after(store::Reader& reader,
                                                     std::optional<std::int64_t> after,
                                                     std::size_t limit, std::size_t bytes_max) {
  using Outcome = std::variant<Changes, Trimmed>;
  const store::JournalBounds there = reader.journal().bounds();
  const std::int64_t start = there.first == 0 ? 0 : there.first - 1;
  Changes changes{.items = {}, .last_seq = after.value_or(start), .has_more = false};
  if (changes.last_seq < start) {
    return Outcome(Trimmed{there.first});
  }
  if (changes.last_seq > there.numbered) {
    return Error(Code::invalid_value,
                 fmt::format("after is {}, and the last change is number {}; if a backup was "
                             "restored, read the members again and follow from there",
                             changes.last_seq, there.numbered));
  }
  std::size_t bytes = 0;
  for (bool goes_on = true; goes_on && changes.items.size() < limit && bytes < bytes_max;) {
    const std::size_t wanted = std::min(limit - changes.items.size(), chunk);
    const auto some = reader.journal().after(changes.last_seq, wanted);
    goes_on = some.size() == wanted;
    for (const store::SealedEntry& sealed : some) {
      bytes += sealed.entry.data.size() + sealed.entry.values.size();
      changes.items.emplace_back(change(sealed));
      changes.last_seq = sealed.seq;
    }
  }
  changes.has_more = changes.last_seq < there.last;
  return Outcome(std::move(changes));
}

}  // namespace provost::admin
