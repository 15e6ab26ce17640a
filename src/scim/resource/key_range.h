#pragma once

#include <optional>
#include <string>

namespace provost::scim {

// Index keys in the order of their bytes: those from `from` on, before `end` when there is one.
struct KeyRange {
  std::string from;
  std::optional<std::string> end;
};

}  // namespace provost::scim
