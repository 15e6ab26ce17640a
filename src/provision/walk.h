#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "scim/resource/resource.h"

namespace provost::provision {

// Membership rows read from the store at a time.
inline constexpr std::size_t walk_chunk_rows = 1000;

// Hands every row that `next(after, limit)` gives to `take`, chunk after chunk, until there are no
// more or `is_enough()`. `next` is Reader::members or groups_of.
template <class Next, class Take, class Enough>
void for_each_member(Next next, Take take, Enough is_enough) {
  for (ResourceId after; !is_enough();) {
    const std::vector<scim::Member> some = next(after, walk_chunk_rows);
    std::ranges::for_each(some, take);
    if (some.size() < walk_chunk_rows) {
      return;
    }
    after = some.back().id;
  }
}

template <class Next, class Take>
void for_each_member(Next next, Take take) {
  for_each_member(next, take, [] { return false; });
}

}  // namespace provost::provision
