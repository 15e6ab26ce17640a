#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "scim/filter/filter.h"

namespace provost::scim::filter {

inline constexpr std::array<std::pair<std::string_view, Op>, 10> op_words{{{"eq", Op::eq},
                                                                           {"ne", Op::ne},
                                                                           {"co", Op::co},
                                                                           {"sw", Op::sw},
                                                                           {"ew", Op::ew},
                                                                           {"gt", Op::gt},
                                                                           {"ge", Op::ge},
                                                                           {"lt", Op::lt},
                                                                           {"le", Op::le},
                                                                           {"pr", Op::pr}}};

inline std::optional<Op> op_of(std::string_view word) {
  for (const auto& [text, op] : op_words) {
    if (iequals(text, word)) {
      return op;
    }
  }
  return std::nullopt;
}

inline std::string_view word_of(Op op) {
  for (const auto& [text, other] : op_words) {
    if (other == op) {
      return text;
    }
  }
  return {};
}

}  // namespace provost::scim::filter
