#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "json/json.h"
#include "log/shelf.h"
#include "store/access.h"
#include "store/transaction.h"

// Figures of an organisation for charts, from kept counts.
namespace provost::admin {

// What the provisioning log knows: since `stats_days` days.
struct LogFigures {
  log::Activity activity;
  std::vector<log::Hour> hours;
};
inline constexpr int stats_hours = 48;
inline constexpr int stats_days = 30;

// What the store knows.
struct StoreFigures {
  struct People {
    access::Target target{};
    std::size_t count = 0;
  };
  std::size_t users = 0;
  std::size_t active_users = 0;
  std::size_t groups = 0;
  std::size_t mapped_groups = 0;
  std::vector<People> people;  // of each target
  std::size_t without_access = 0;
  std::size_t live_tokens = 0;
  std::optional<Timestamp> next_expiry;  // of a live token
};

StoreFigures read_figures(store::Reader& reader, Timestamp now);

// Requests by the hour for the last `stats_hours` hours and by the day for the last `stats_days`
// days, oldest first, those without requests among them.
json::Object describe(const StoreFigures& store, const LogFigures& log, Timestamp now);

}  // namespace provost::admin
