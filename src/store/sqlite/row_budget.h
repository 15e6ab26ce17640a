#pragma once

#include <cstddef>
#include <limits>

#include "store/store.h"

namespace provost::store::sqlite {

// The number of rows a transaction may still read: a read in place must not hold up its event loop.
class RowBudget {
 public:
  static RowBudget unlimited() { return RowBudget(std::numeric_limits<std::size_t>::max()); }
  explicit RowBudget(std::size_t rows) : left_(rows) {}

  // Throws BeyondBound when there are not that many left.
  void spend(std::size_t rows = 1) {
    if (rows > left_) {
      throw BeyondBound{};
    }
    left_ -= rows;
  }
  // The bytes of a large row count as further rows: a thousand rows are 256 kB, as much as an event
  // loop works on itself (api::Settings::bytes_on_loop_max). Folding that much text, all of it
  // accents, takes ten milliseconds.
  void spend_bytes(std::size_t bytes) { spend(bytes / row_bytes); }

 private:
  static constexpr std::size_t row_bytes = 256;

  std::size_t left_;
};

}  // namespace provost::store::sqlite
