#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <variant>

#include "base/result.h"
#include "json/json.h"
#include "store/transaction.h"

namespace provost::admin {

// What happened in an organisation from one entry on, for programs that follow it.
struct Changes {
  json::Array items;          // oldest first, every number
  std::int64_t last_seq = 0;  // where to continue: of the last item, or as requested
  bool has_more = false;
};

// Entries that a follower still needs are gone (retention).
struct Trimmed {
  std::int64_t first_available = 0;
};

// About where a page ends that would have more.
inline constexpr std::size_t changes_bytes_max = 4 * 1024 * 1024;

// The entries beyond `after`; without it, from the first one that is there. Code::invalid_value
// when the journal does not reach that far: the follower has seen another journal, such as that of
// before a backup was restored.
Result<std::variant<Changes, Trimmed>> changes_after(store::Reader& reader,
                                                     std::optional<std::int64_t> after,
                                                     std::size_t limit,
                                                     std::size_t bytes_max = changes_bytes_max);

}  // namespace provost::admin
