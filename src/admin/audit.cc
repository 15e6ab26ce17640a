#include "admin/audit.h"

#include <algorithm>

#include "admin/event.h"
#include "store/journal.h"

namespace provost::admin {
namespace {

// "user" means whatever begins with "user.".
std::string area_or_type(const std::string& type) {
  return type.empty() || type.find('.') != std::string::npos ? type : type + '.';
}

std::string kind_or_actor(const std::string& actor) {
  const bool is_kind =
      actor == "token" || actor == "operator" || actor == "member" || actor == "contact";
  return is_kind ? actor + ':' : actor;
}

// Entries read at a time: so few that even large ones are not much together.
constexpr std::size_t chunk = 32;

std::size_t bytes_of(const store::SealedEntry& sealed) {
  constexpr std::size_t event_bytes = 600;
  return event_bytes + sealed.entry.data.size() + sealed.entry.values.size();
}

}  // namespace

AuditPage audit_page(store::Reader& reader, const AuditQuery& query,
                     std::optional<std::int64_t> before, std::size_t limit, std::size_t bytes_max) {
  store::JournalReader& journal = reader.journal();
  store::JournalSearch search{.type = area_or_type(query.type),
                              .actor = kind_or_actor(query.actor),
                              .subject_id = query.target,
                              .limit = limit};
  if (query.since) {
    search.after = journal.first_since(*query.since) - 1;
  }
  if (query.until) {
    search.before = journal.first_since(*query.until);
  }
  search.before = std::min(search.before, before.value_or(search.before));
  AuditPage page;
  Names names(reader);
  std::size_t bytes = 0;
  for (bool goes_on = true; goes_on;) {
    search.limit = std::min(limit - page.items.size(), chunk);
    const store::JournalFound found = journal.find(search);
    page.next = found.next == 0 ? std::nullopt : std::optional(found.next);
    goes_on = found.next != 0 && found.entries.size() == search.limit;
    search.before = found.next;
    for (const store::SealedEntry& sealed : found.entries) {
      bytes += bytes_of(sealed);
      if (bytes > bytes_max && !page.items.empty()) {
        page.next = sealed.seq + 1;
        return page;
      }
      page.items.emplace_back(audit_event(sealed, names));
    }
    goes_on = goes_on && page.items.size() < limit;
  }
  return page;
}

}  // namespace provost::admin
