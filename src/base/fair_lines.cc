#include "base/fair_lines.h"

#include <string>

namespace provost {

Error no_place(LinePlace place, std::string_view what) {
  const bool is_share = place == LinePlace::line_full;
  Error error(is_share ? Code::too_many_requests : Code::overloaded,
              std::string(is_share ? "you have too many " : "the server has too many ") +
                  std::string(what) + " waiting; try again in a second");
  error.retry_after_s = 1;
  return error;
}

}  // namespace provost
