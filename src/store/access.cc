#include "store/access.h"

#include <algorithm>

namespace provost::store {

bool AccessReader::has_human_admin() {
  using enum access::Source;
  constexpr std::array sources{group, direct, retained};
  return std::ranges::any_of(sources, [&](access::Source source) {
    return !people_with(source, access::Target::admin_human, {}, 1).empty();
  });
}

}  // namespace provost::store
