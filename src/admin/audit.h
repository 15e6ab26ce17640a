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
  // each looks at so many entries only.
  std::optional<std::int64_t> next;
};

AuditPage audit_page(store::Reader& reader, const AuditQuery& query,
                     std::optional<std::int64_t> before, std::size_t limit);

}  // namespace provost::admin
