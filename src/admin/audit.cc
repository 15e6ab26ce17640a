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
  const bool is_kind = actor == "token" || actor == "operator" || actor == "member";
  return is_kind ? actor + ':' : actor;
}

}  // namespace

AuditPage audit_page(store::Reader& reader, const AuditQuery& query,
                     std::optional<std::int64_t> before, std::size_t limit) {
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
  const store::JournalFound found = journal.find(search);
  AuditPage page;
  Names names(reader);
  for (const store::SealedEntry& sealed : found.entries) {
    page.items.emplace_back(audit_event(sealed, names));
  }
  if (found.next != 0) {
    page.next = found.next;
  }
  return page;
}

}  // namespace provost::admin
