#pragma once

#include <cstddef>

#include <fmt/format.h>

#include "base/result.h"

namespace provost::scim::patch {

// Operations of one PATCH. Identity providers send a few with many members each, and some send one
// for each member: thousands are ordinary (standards.md PAT-18).
inline constexpr std::size_t operations_max = 5000;
// Comparisons with values or members that the operations of one PATCH may make together. Elements
// named by `value` need none.
inline constexpr std::size_t comparisons_max = 1'000'000;
// What the one writer works out itself, inside a transaction that others wait for.
inline constexpr std::size_t comparisons_on_writer_max = 200'000;
// A comparison with text beyond this length counts as several; fold_cost() weighs it.
inline constexpr std::size_t bytes_per_comparison = 256;
// This many conditions share one folding of a text.
inline constexpr std::size_t conditions_per_look = 32;

// What one PATCH has cost so far: its operations times what they look at (design §2.24).
class Work {
 public:
  explicit Work(std::size_t comparisons) : most_(comparisons) {}

  // Code::too_many when it would be more than it may.
  Result<void> compare(std::size_t elements, std::size_t bytes, std::size_t conditions) {
    const std::size_t looks = 1 + conditions / conditions_per_look;
    done_ += elements * conditions + bytes / bytes_per_comparison * looks;
    if (done_ > most_) {
      return Error(Code::too_many,
                   fmt::format("the operations of this PATCH make more than {} comparisons with "
                               "values or members. Name them by value, as in "
                               "members[value eq \"…\"], or send fewer operations at a time",
                               most_));
    }
    return {};
  }

 private:
  std::size_t most_;
  std::size_t done_ = 0;
};

}  // namespace provost::scim::patch
