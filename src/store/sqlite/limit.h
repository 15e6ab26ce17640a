#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace provost::store::sqlite {

// A limit as SQLite takes it, whose numbers have a sign.
inline std::int64_t bounded(std::size_t limit) {
  constexpr auto most = static_cast<std::size_t>(std::numeric_limits<std::int64_t>::max());
  return static_cast<std::int64_t>(std::min(limit, most));
}

}  // namespace provost::store::sqlite
