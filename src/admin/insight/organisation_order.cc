#include "admin/insight/organisation_order.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "identity/to_json.h"

namespace provost::admin {
namespace {

using identity::to_json;
using One = KnownOrganisations::One;

constexpr std::array order_names{std::pair("health", OrganisationOrder::health),
                                 std::pair("name", OrganisationOrder::name),
                                 std::pair("failures", OrganisationOrder::failures),
                                 std::pair("lastWrite", OrganisationOrder::last_write),
                                 std::pair("expiry", OrganisationOrder::expiry)};
constexpr std::array filter_names{
    std::pair("attention", HealthFilter::attention), std::pair("failing", HealthFilter::failing),
    std::pair("quiet", HealthFilter::quiet), std::pair("suspended", HealthFilter::suspended)};

bool is_in(HealthFilter filter, bool is_suspended, const Health* health) {
  if (filter == HealthFilter::all) {
    return true;
  }
  if (is_suspended || filter == HealthFilter::suspended) {
    return is_suspended && filter == HealthFilter::suspended;
  }
  if (health == nullptr) {
    return false;
  }
  return filter == HealthFilter::failing ? health->is_failing
         : filter == HealthFilter::quiet ? health->is_quiet
                                         : health->needs_attention;
}

// The place of an organisation in an order; ties are ordered by id.
struct Place {
  bool is_unknown = false;
  std::int64_t number = 0;
  std::string text;
  std::string id;
};

// The worst first; among equals, those with more failures first.
std::int64_t rank_of(bool is_suspended, const Health* health) {
  enum : std::int64_t { critical, warning, failing, not_seen, set_up, info, well, suspended };
  constexpr std::int64_t failures_max = 1'000'000'000;
  if (is_suspended || health == nullptr) {
    return ((is_suspended ? suspended : not_seen) + 1) * failures_max;
  }
  const std::int64_t rank = !health->needs_attention              ? (health->is_setting_up ? set_up
                                                                     : health->worst       ? info
                                                                                           : well)
                            : health->worst == Severity::critical ? critical
                            : health->worst == Severity::warning  ? warning
                                                                  : failing;
  return (rank + 1) * failures_max -
         std::min(health->failures + health->refusals, failures_max - 1);
}

Place at(const std::optional<Timestamp>& time) {
  return {.is_unknown = !time, .number = time ? time->ms : 0};
}

Place place_of(OrganisationOrder order, const One& one, const Health* health) {
  static const Health unseen;
  const Health& seen = health == nullptr ? unseen : *health;
  switch (order) {
    case OrganisationOrder::health:
      return {.number = rank_of(one.suspended, health)};
    case OrganisationOrder::name:
      return {.text = fold(one.name.empty() ? one.id.str() : one.name)};
    case OrganisationOrder::failures:
      return {.is_unknown = health == nullptr, .number = -(seen.failures + seen.refusals)};
    case OrganisationOrder::last_write:
      return at(seen.last_write);
    case OrganisationOrder::expiry:
      break;
  }
  return at(seen.token_expires);
}

bool is_before(const Place& a, const Place& b, bool is_reversed) {
  if (a.is_unknown != b.is_unknown) {
    return b.is_unknown;
  }
  const auto value = [](const Place& one) { return std::tie(one.number, one.text); };
  if (value(a) != value(b)) {
    return is_reversed ? value(b) < value(a) : value(a) < value(b);
  }
  return a.id < b.id;
}

// "0 42 acme some text": a format that only this file reads.
std::string to_text(const Place& place) {
  return fmt::format("{:d} {} {} {}", place.is_unknown, place.number, place.id, place.text);
}

std::optional<Place> read_place(std::string_view text) {
  Place place;
  std::array<std::string_view, 3> parts;
  for (std::string_view& part : parts) {
    const auto space = text.find(' ');
    if (space == std::string_view::npos) {
      return std::nullopt;
    }
    part = text.substr(0, space);
    text.remove_prefix(space + 1);
  }
  place.is_unknown = parts[0] == "1";
  std::from_chars(parts[1].data(), parts[1].data() + parts[1].size(), place.number);
  place.id = parts[2];
  place.text = text;
  return place;
}

}  // namespace

Result<void> read_order(std::string_view text, OrganisationWish& wish) {
  wish.is_reversed = text.starts_with('-');
  text.remove_prefix(wish.is_reversed ? 1 : 0);
  const auto* name =
      std::ranges::find(order_names, text, &decltype(order_names)::value_type::first);
  if (name == order_names.end()) {
    return Error(Code::invalid_value,
                 "sort is health, name, failures, lastWrite or expiry, with - before it to reverse "
                 "the order");
  }
  wish.order = name->second;
  return {};
}

Result<HealthFilter> read_health_filter(std::string_view text) {
  const auto* name =
      std::ranges::find(filter_names, text, &decltype(filter_names)::value_type::first);
  if (name == filter_names.end()) {
    return Error(Code::invalid_value, "health is attention, failing, quiet or suspended");
  }
  return name->second;
}

OrganisationIds sort_organisations(const KnownOrganisations& organisations,
                                   const std::vector<HealthBoard::Row>& rows,
                                   const OrganisationWish& wish) {
  const std::string part = fold(wish.search);
  const std::optional<Place> after = read_place(wish.after);
  const auto order = [&](const Place& a, const Place& b) {
    return is_before(a, b, wish.is_reversed);
  };
  std::vector<Place> found;
  for (std::size_t i = 0; i < organisations.all.size(); ++i) {
    const One& one = organisations.all[i];
    const Health* health = rows[i].get();
    if (!is_in(wish.filter, one.suspended, health) || one.folded.find(part) == one.folded.npos) {
      continue;
    }
    Place place = place_of(wish.order, one, health);
    place.id = one.id.str();
    if (!after || order(*after, place)) {
      found.push_back(std::move(place));
    }
  }
  const std::size_t shown = std::min(wish.limit, found.size());
  std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(shown), order);
  OrganisationIds page;
  for (std::size_t i = 0; i < shown; ++i) {
    page.items.emplace_back(found[i].id);
  }
  if (found.size() > shown && shown > 0) {
    page.next = to_text(found[shown - 1]);
  }
  return page;
}

FleetTotals totals_of(const KnownOrganisations& organisations,
                      const std::vector<HealthBoard::Row>& rows) {
  FleetTotals totals{.organisations = organisations.all.size()};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool is_suspended = organisations.all[i].suspended;
    const Health* health = rows[i].get();
    totals.suspended += is_suspended ? 1 : 0;
    if (health == nullptr) {
      ++totals.unknown;
      continue;
    }
    totals.oldest = totals.oldest ? std::min(*totals.oldest, health->as_of) : health->as_of;
    totals.requests += health->requests;
    totals.failures += health->failures;
    totals.refusals += health->refusals;
    totals.attention += is_in(HealthFilter::attention, is_suspended, health) ? 1 : 0;
    totals.failing += is_in(HealthFilter::failing, is_suspended, health) ? 1 : 0;
    totals.quiet += is_in(HealthFilter::quiet, is_suspended, health) ? 1 : 0;
    totals.setting_up += !is_suspended && health->is_setting_up ? 1 : 0;
  }
  return totals;
}

json::Object describe(const FleetTotals& totals) {
  return {{"organisations", totals.organisations},
          {"needsAttention", totals.attention},
          {"failing", totals.failing},
          {"quiet", totals.quiet},
          {"suspended", totals.suspended},
          {"settingUp", totals.setting_up},
          {"notChecked", totals.unknown},
          {"requests24h", totals.requests},
          {"failures24h", totals.failures},
          {"refusals24h", totals.refusals},
          {"oldestAsOf", to_json(totals.oldest)}};
}

}  // namespace provost::admin
