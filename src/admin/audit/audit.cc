#include "admin/audit/audit.h"

#include <algorithm>
#include <limits>

#include "admin/audit/audit_walk.h"
#include "admin/journal/event.h"

namespace provost::admin {
namespace {

// Entries read at a time: few, so that even large ones do not add up.
constexpr std::size_t chunk = 32;

std::size_t bytes_of(const store::SealedEntry& sealed) {
  constexpr std::size_t event_bytes = 600;
  return event_bytes + sealed.entry.data.size() + sealed.entry.values.size();
}

}  // namespace

AuditPage audit_page(store::Reader& reader, const AuditQuery& query,
                     std::optional<std::int64_t> before, std::size_t limit, std::size_t bytes_max) {
  AuditWalk walk(reader, query);
  AuditPage page;
  Names names(reader);
  std::size_t bytes = 0;
  std::int64_t place = before.value_or(std::numeric_limits<std::int64_t>::max());
  for (bool goes_on = true; goes_on;) {
    const AuditWalk::Step step = walk.step(place, std::min(limit - page.items.size(), chunk));
    page.next = step.next == 0 ? std::nullopt : std::optional(step.next);
    place = step.next;
    for (const store::SealedEntry& sealed : step.entries) {
      bytes += bytes_of(sealed);
      if (page.items.size() == limit || (bytes > bytes_max && !page.items.empty())) {
        page.next = sealed.seq + 1;
        return page;
      }
      page.items.emplace_back(audit_event(sealed, names));
    }
    goes_on = step.next != 0 && !step.is_cut && page.items.size() < limit;
  }
  return page;
}

}  // namespace provost::admin
