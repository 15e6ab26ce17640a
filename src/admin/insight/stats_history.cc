#include "admin/insight/stats_history.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/rfc3339.h"

namespace provost::admin {
namespace {

constexpr std::int64_t hour_s = 3600;
constexpr std::array ranges{HistoryRange{"24h", hour_s, 24}, HistoryRange{"7d", 6 * hour_s, 28},
                            HistoryRange{"30d", 24 * hour_s, 30},
                            HistoryRange{"90d", 24 * hour_s, 90}};

struct Point {
  std::int64_t requests = 0;
  std::int64_t failures = 0;
  std::optional<std::size_t> active;
};

void add_hours(std::vector<Point>& points, const std::vector<log::Hour>& hours, Timestamp begin,
               std::int64_t step_ms) {
  for (const log::Hour& hour : hours) {
    const std::int64_t step = (hour.begin.ms - begin.ms) / step_ms;
    if (hour.begin >= begin && step < static_cast<std::int64_t>(points.size())) {
      Point& point = points[static_cast<std::size_t>(step)];
      point.requests += hour.requests;
      point.failures += hour.failures + hour.refusals;
    }
  }
}

// A sample holds until the next one.
void add_active(std::vector<Point>& points, const ActiveUsers& active, Timestamp begin,
                std::int64_t step_ms) {
  std::optional<std::size_t> last;
  auto next = active.samples.begin();
  std::int64_t end_ms = begin.ms;
  for (Point& point : points) {
    end_ms += step_ms;
    for (; next != active.samples.end() && next->hour.ms < end_ms; ++next) {
      last = next->active;
    }
    point.active = last;
  }
  points.back().active = active.now;
}

json::Object describe(const Point& point, Timestamp at) {
  return {{"time", to_rfc3339(at)},
          {"requests", point.requests},
          {"failures", point.failures},
          {"activeUsers", point.active ? json::Value(*point.active) : json::Value(nullptr)}};
}

}  // namespace

Result<HistoryRange> read_history_range(std::string_view text) {
  const auto found = std::ranges::find(ranges, text, &HistoryRange::name);
  if (found == ranges.end()) {
    return Error(Code::invalid_value,
                 fmt::format("range is 24h, 7d, 30d or 90d, not \"{}\"", text));
  }
  return *found;
}

Timestamp beginning_of(const HistoryRange& range, Timestamp now) {
  const std::int64_t step_ms = range.step_s * 1000;
  return {now.ms - now.ms % step_ms - (range.steps - 1) * step_ms};
}

json::Object describe(const HistoryRange& range, const std::vector<log::Hour>& hours,
                      const ActiveUsers& active, Timestamp now) {
  const std::int64_t step_ms = range.step_s * 1000;
  const Timestamp begin = beginning_of(range, now);
  std::vector<Point> points(static_cast<std::size_t>(range.steps));
  add_hours(points, hours, begin, step_ms);
  add_active(points, active, begin, step_ms);
  json::Array shown;
  Timestamp at = begin;
  for (const Point& point : points) {
    shown.emplace_back(describe(point, at));
    at.ms += step_ms;
  }
  return {{"range", range.name}, {"stepSeconds", range.step_s}, {"points", std::move(shown)}};
}

}  // namespace provost::admin
