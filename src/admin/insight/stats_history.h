#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "json/json.h"
#include "log/shelf.h"
#include "store/history.h"

// Requests, failures and active users over time, for charts: from hourly counts, so that a long
// range reads at most thousands of rows.
namespace provost::admin {

struct HistoryRange {
  std::string_view name;  // "7d"
  std::int64_t step_s = 0;
  int steps = 0;
};

// Code::invalid_value unless the text is 24h, 7d, 30d or 90d.
Result<HistoryRange> read_history_range(std::string_view text);
// Where the first step of a range begins that ends with the step that `now` is in.
Timestamp beginning_of(const HistoryRange& range, Timestamp now);

// What the store knows: samples since the beginning of the range, and the present count.
struct ActiveUsers {
  std::vector<store::ActiveSample> samples;
  std::size_t now = 0;
};

// Points oldest first, without gaps. Active users are those at the end of a step: null before the
// first sample, and the present count in the last one.
json::Object describe(const HistoryRange& range, const std::vector<log::Hour>& hours,
                      const ActiveUsers& active, Timestamp now);

}  // namespace provost::admin
