#pragma once

#include <optional>
#include <string>
#include <vector>

#include "admin/audit/audit_names.h"
#include "base/clock.h"
#include "base/result.h"
#include "json/json.h"
#include "store/transaction.h"

namespace provost::admin {

// Which audit events are asked for.
struct AuditQuery {
  std::vector<std::string> types;  // "user.created", or an area: "user"; none: every type
  std::string actor;               // "token:<id>", "cli", or a kind of actor: "token"
  std::string target;              // the id of what an event is about
  std::optional<Timestamp> since;
  std::optional<Timestamp> until;  // events before it
  // Who and what a text that was searched for may mean; nothing when none was.
  std::optional<AuditNames> names = {};
};

struct AuditPage {
  json::Array items;  // newest first
  // The next page begins before this entry. A page may be short, even empty, and have a next one:
  // each reads a limited number of entries and bytes.
  std::optional<std::int64_t> next;
};

inline constexpr std::size_t audit_page_bytes_max = 8 * 1024 * 1024;
AuditPage audit_page(store::Reader& reader, const AuditQuery& query,
                     std::optional<std::int64_t> before, std::size_t limit,
                     std::size_t bytes_max = audit_page_bytes_max);

// The same with each request's effects under the event that caused them: an item whose request had
// any has them as `effects`: {"count","people","ended","first"}, how many there are, how many
// people's access they changed, what ended with it, and the first effects_shown_max of them. A page
// looks at folded_looked_at_max entries at most, so that what changes thousands of people is one
// line, or a few.
inline constexpr std::size_t effects_shown_max = 10;
inline constexpr std::size_t folded_looked_at_max = 20'000;
AuditPage folded_audit_page(store::Reader& reader, const AuditQuery& query,
                            std::optional<std::int64_t> before, std::size_t limit,
                            std::size_t bytes_max = audit_page_bytes_max);

// How many of the newest entries a search by a text looks through for whatever mentions it. Older
// ones it finds by the index of subjects: those about the people and groups that it names.
inline constexpr std::int64_t mentions_looked_at = 10'000;

// From when on mentions are looked for; nothing when that is from the first entry on.
std::optional<Timestamp> mentions_since(store::Reader& reader);

}  // namespace provost::admin
