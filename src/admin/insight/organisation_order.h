#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "admin/insight/health_board.h"

// Organisations as operators look for those that need them: filtered by their health and sorted.
// Pure: from what the board knows.
namespace provost::admin {

enum class OrganisationOrder : std::uint8_t { health, name, failures, last_write, expiry };
enum class HealthFilter : std::uint8_t { all, attention, failing, quiet, suspended };

struct OrganisationWish {
  OrganisationOrder order = OrganisationOrder::health;
  // The natural order has the worst health, the most failures, the oldest write and the nearest
  // expiry first. Either way those of which it is not known come last.
  bool is_reversed = false;
  HealthFilter filter = HealthFilter::all;
  std::string search;  // part of an id or a name, in any letter case
  std::string after;   // what the page before said; empty: from the beginning
  std::size_t limit = 100;
};

// Code::invalid_value unless it is health, name, failures, lastWrite or expiry, with "-" before it
// when reversed.
Result<void> read_order(std::string_view text, OrganisationWish& wish);
// Code::invalid_value unless it is attention, failing, quiet or suspended.
Result<HealthFilter> read_health_filter(std::string_view text);

struct OrganisationIds {
  std::vector<OrgId> items;
  std::optional<std::string> next;  // where the next page begins
};
// `rows` are HealthBoard::rows_of(organisations).
OrganisationIds sort_organisations(const KnownOrganisations& organisations,
                                   const std::vector<HealthBoard::Row>& rows,
                                   const OrganisationWish& wish);

// The count for each filter, and the figures of the last 24 hours. A suspended organisation counts
// only as suspended, whatever its findings.
struct FleetTotals {
  std::size_t organisations = 0;
  std::size_t attention = 0;
  std::size_t failing = 0;
  std::size_t quiet = 0;
  std::size_t suspended = 0;
  std::size_t setting_up = 0;
  std::size_t unknown = 0;  // not looked at yet
  std::int64_t requests = 0;
  std::int64_t failures = 0;
  std::int64_t refusals = 0;
  std::optional<Timestamp> oldest;  // look
};
FleetTotals totals_of(const KnownOrganisations& organisations,
                      const std::vector<HealthBoard::Row>& rows);
json::Object describe(const FleetTotals& totals);

}  // namespace provost::admin
