#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "admin/insight/findings.h"
#include "base/result.h"
#include "identity/admin.h"

// Findings that somebody has seen and does not want to be told of for a week
// (docs/decisions/0033). They stay in a list of their own and count for nothing.
namespace provost::admin {

inline constexpr std::int64_t dismissal_life_s = 7 * 24 * 3600;
// Of one organisation; the one that ends first makes room.
inline constexpr std::size_t dismissals_max = 200;

// The dismissal that holds for the finding. It holds until it ends or the finding gets worse: more
// severe than it was then, or about at least a tenth and at least one more people, groups or
// whatever it counts.
std::optional<store::Dismissal> dismissal_of(const Finding& finding,
                                             const std::vector<store::Dismissal>& dismissals,
                                             Timestamp now);

// Units of work. `name` is what people call the author.
store::Dismissal dismiss(store::Writer& writer, const Finding& finding, Timestamp now,
                         const identity::Author& author, std::string name);
// Code::not_found when it is not dismissed.
Result<void> restore_finding(store::Writer& writer, std::string_view finding, Timestamp now,
                             const identity::Author& author);

}  // namespace provost::admin
