#include "admin/insight/stats.h"

#include <algorithm>
#include <map>

#include "base/rfc3339.h"

namespace provost::admin {
namespace {

using access::Source;
using access::Target;

// There are few mapped groups: people map them by hand.
constexpr std::size_t mappings_max = 10'000;

json::Value moment(const std::optional<Timestamp>& at) {
  return at ? json::Value(to_rfc3339(*at)) : json::Value(nullptr);
}

// Sums hours into steps of `step_ms`; the last step contains `now`.
json::Array series(const std::vector<log::Hour>& hours, std::int64_t step_ms, int steps,
                   Timestamp now) {
  std::map<std::int64_t, log::Hour> sums;
  const std::int64_t last = now.ms - now.ms % step_ms;
  for (int step = steps - 1; step >= 0; --step) {
    sums[last - step * step_ms] = {};
  }
  for (const log::Hour& hour : hours) {
    const auto sum = sums.find(hour.begin.ms - hour.begin.ms % step_ms);
    if (sum != sums.end()) {
      sum->second.requests += hour.requests;
      sum->second.failures += hour.failures;
      sum->second.refusals += hour.refusals;
    }
  }
  json::Array all;
  for (const auto& one : sums) {
    all.emplace_back(json::Object{{"begin", to_rfc3339({one.first})},
                                  {"requests", one.second.requests},
                                  {"failures", one.second.failures},
                                  {"refusals", one.second.refusals}});
  }
  return all;
}

json::Array describe_people(const std::vector<StoreFigures::People>& people) {
  json::Array all;
  for (const StoreFigures::People& one : people) {
    all.emplace_back(
        json::Object{{"role", access::to_text(access::role_of(one.target))},
                     {"identityType", access::to_text(access::identity_type_of(one.target))},
                     {"count", one.count}});
  }
  return all;
}

void add_tokens(StoreFigures& figures, const std::vector<store::Token>& tokens, Timestamp now) {
  for (const store::Token& token : tokens) {
    if (token.expires && *token.expires <= now) {
      continue;
    }
    ++figures.live_tokens;
    if (token.expires && (!figures.next_expiry || *token.expires < *figures.next_expiry)) {
      figures.next_expiry = token.expires;
    }
  }
}

}  // namespace

StoreFigures read_figures(store::Reader& reader, Timestamp now) {
  store::AccessReader& access = reader.access();
  StoreFigures figures;
  figures.users = reader.count(scim::schema::user_type);
  figures.groups = reader.count(scim::schema::group_type);
  figures.mapped_groups = access.mappings(ResourceId{}, mappings_max).size();
  add_tokens(figures, reader.tokens(), now);
  const std::size_t inactive = access.count_with(Source::none, std::nullopt);
  const std::size_t by_default = access.count_with(Source::by_default, std::nullopt);
  const std::optional<Target> default_access = access.default_access();
  figures.active_users = figures.users - std::min(inactive, figures.users);
  figures.without_access = inactive + (default_access ? 0 : by_default);
  for (const Target target : access::all_targets) {
    std::size_t count = default_access == target ? by_default : 0;
    for (const Source source : {Source::direct, Source::group, Source::retained}) {
      count += access.count_with(source, target);
    }
    figures.people.push_back({target, count});
  }
  return figures;
}

json::Object describe(const StoreFigures& store, const LogFigures& log, Timestamp now) {
  return {{"users", json::Object{{"total", store.users},
                                 {"active", store.active_users},
                                 {"inactive", store.users - store.active_users}}},
          {"groups", json::Object{{"total", store.groups}, {"mapped", store.mapped_groups}}},
          {"access", describe_people(store.people)},
          {"withoutAccess", store.without_access},
          {"tokens",
           json::Object{{"live", store.live_tokens}, {"nextExpiry", moment(store.next_expiry)}}},
          {"firstContact", moment(log.activity.first)},
          {"lastContact", moment(log.activity.last)},
          {"lastWrite", moment(log.activity.last_write)},
          {"hours", series(log.hours, log::hour_ms, stats_hours, now)},
          {"days", series(log.hours, log::day_ms, stats_days, now)}};
}

}  // namespace provost::admin
