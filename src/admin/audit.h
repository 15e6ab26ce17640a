#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "json/json.h"
#include "store/transaction.h"

namespace provost::admin {

// Which audit events are asked for.
struct AuditQuery {
  std::string type;    // "user.created", or an area: "user"
  std::string actor;   // "token:<id>", "cli", or a kind of actor: "token"
  std::string target;  // the id of what an event is about
  std::optional<Timestamp> since;
  std::optional<Timestamp> until;  // events before it
};

struct AuditPage {
  json::Array items;  // newest first
  // Before which entry the next page begins. A page may be short, even empty, and have a next one:
  // each looks at so many entries only, and ends when it has so many bytes.
  std::optional<std::int64_t> next;
};

inline constexpr std::size_t audit_page_bytes_max = 8 * 1024 * 1024;
AuditPage audit_page(store::Reader& reader, const AuditQuery& query,
                     std::optional<std::int64_t> before, std::size_t limit,
                     std::size_t bytes_max = audit_page_bytes_max);

}  // namespace provost::admin
