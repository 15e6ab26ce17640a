#include "admin/findings.h"

#include <algorithm>
#include <map>
#include <span>

#include <fmt/format.h>

#include "access/graph.h"
#include "admin/finding_texts.h"
#include "base/rfc3339.h"

namespace provost::admin {
namespace {

using log::Fact;
using log::FactKind;

constexpr std::int64_t hour_ms = log::hour_ms;
constexpr std::int64_t day_ms = log::day_ms;
constexpr std::int64_t failures_min = 3;
constexpr std::size_t intervals_min = 3;

using Findings = std::vector<Finding>;

// Nobody whom the identity provider created is here, now or before.
bool has_never_provisioned(const LogView& log, const StoreView& store) {
  return !log.activity.first_user && store.users == store.direct.count;
}

void find_setup(const LogView& log, const StoreView& store, Findings& found) {
  if (!has_never_provisioned(log, store)) {
    return;
  }
  if (store.scim_enabled && log.activity.last_success) {
    found.push_back(nobody_arrived(log.activity.first));
  } else {
    found.push_back(setup_unfinished(store.scim_enabled, !store.tokens.empty()));
  }
}

void find_silence(const LogView& log, const StoreView& store, Timestamp now, Findings& found) {
  const log::Activity& activity = log.activity;
  std::vector<std::int64_t> intervals = activity.intervals_ms;
  if (!store.scim_enabled || !activity.last || intervals.size() < intervals_min) {
    return;
  }
  const auto middle = intervals.begin() + static_cast<std::ptrdiff_t>(intervals.size() / 2);
  std::nth_element(intervals.begin(), middle, intervals.end());
  if (now.ms - activity.last->ms > 3 * *middle) {
    found.push_back(quiet(*activity.last, std::max<std::int64_t>(*middle / log::minute_ms, 1)));
  }
}

Finding::Link link_to(std::string_view type, const StoreView::Named& named) {
  return {type, named.id.to_string(), named.name};
}

Finding with_people(Finding finding, const StoreView::People& people) {
  finding.count = people.count;
  finding.counts = "people";
  finding.may_be_more = people.may_be_more;
  for (const StoreView::Named& one : people.first) {
    finding.links.push_back(link_to("member", one));
    finding.since = finding.since ? std::min(*finding.since, one.since) : one.since;
  }
  return finding;
}

void find_people(const StoreView& store, Findings& found) {
  if (store.users > 0 && !store.has_human_admin) {
    found.push_back(no_admin(store.no_admin_since, store.nobody_to_tell));
  }
  if (store.retained.count > 0) {
    found.push_back(with_people(access_retained(names_of(store.retained)), store.retained));
  }
  if (store.scim_enabled && store.direct.count > 0) {
    found.push_back(with_people(direct_access_left(names_of(store.direct)), store.direct));
  }
  if (store.has_mappings && store.outside_groups > 0) {
    found.push_back(outside_groups(store.outside_groups));
  }
  if (store.scim_enabled && !store.users_only && !store.has_mappings && store.groups > 0) {
    found.push_back(groups_unmapped(store.groups));
  }
  if (!store.shared_external_ids.empty()) {
    found.push_back(external_ids_shared(store.shared_external_ids));
  }
}

void find_disagreements(const StoreView& store, Findings& found) {
  if (store.disagreements.people.empty()) {
    return;
  }
  const auto& first = store.disagreements.people.front();
  Finding finding = disagreement(first, store.disagreements.count);
  finding.count = store.disagreements.count;
  finding.counts = "people";
  finding.may_be_more = store.disagreements.may_be_more;
  for (const StoreView::Disagreement& one : store.disagreements.people) {
    finding.links.push_back(link_to("member", one.person));
  }
  finding.links.push_back(link_to("group", first.human));
  finding.links.push_back(link_to("group", first.service));
  finding.since = std::max(first.human.since, first.service.since);
  found.push_back(std::move(finding));
}

void find_deep_nesting(const StoreView& store, Findings& found) {
  if (store.nested_too_deep.empty()) {
    return;
  }
  Finding finding = nested_too_deep(store.nested_too_deep.front().name, access::nesting_max);
  finding.count = store.nested_too_deep.size();
  finding.counts = "groups";
  finding.since = store.nested_too_deep.front().since;
  for (const StoreView::Named& group :
       std::span(store.nested_too_deep).first(std::min(finding.count, named_max))) {
    finding.links.push_back(link_to("group", group));
  }
  found.push_back(std::move(finding));
}

// A token that is running out while another one lives longer is being replaced already.
void find_tokens(const StoreView& store, Timestamp now, Findings& found) {
  const auto outlives = [](const store::Token& other, Timestamp expires) {
    return !other.expires || *other.expires > expires;
  };
  for (const store::Token& token : store.tokens) {
    if (!token.expires || *token.expires <= now || token.expires->ms - now.ms > 30 * day_ms) {
      continue;
    }
    const Timestamp expires = *token.expires;
    if (std::ranges::any_of(store.tokens,
                            [&](const auto& one) { return outlives(one, expires); })) {
      continue;
    }
    const std::int64_t left_ms = expires.ms - now.ms;
    Finding finding = token_expires(expires, left_ms / hour_ms);
    finding.severity = left_ms <= day_ms       ? Severity::critical
                       : left_ms <= 7 * day_ms ? Severity::warning
                                               : Severity::info;
    finding.subject = token.id;
    found.push_back(std::move(finding));
  }
}

// Facts of one kind, or failures with one cause.
class Facts {
 public:
  void add(const Fact& fact) {
    finding_times(fact);
    latest_ = all_.empty() || all_[latest_].last <= fact.last ? all_.size() : latest_;
    all_.push_back(fact);
  }
  const Fact& latest() const { return all_[latest_]; }
  std::string names(std::string Fact::*name) const {
    std::vector<std::string> names;
    for (const Fact& fact : all_) {
      const std::string& text = fact.*name;
      names.push_back(text.empty() ? fact.subject : text);
    }
    return admin::names_of(names);
  }
  std::size_t size() const { return all_.size(); }
  Finding complete(Finding finding, std::string_view counts, std::size_t count) const {
    finding.count = count;
    finding.counts = counts;
    finding.may_be_more = all_.size() >= log::facts_of_a_kind_max;
    finding.since = since_;
    finding.last = last_;
    return finding;
  }

 private:
  void finding_times(const Fact& fact) {
    since_ = all_.empty() ? fact.since : std::min(since_, fact.since);
    last_ = all_.empty() ? fact.last : std::max(last_, fact.last);
  }

  std::vector<Fact> all_;
  std::size_t latest_ = 0;
  Timestamp since_;
  Timestamp last_;
};

Finding finding_of(FactKind kind, const Facts& facts) {
  const Fact& latest = facts.latest();
  switch (kind) {
    case FactKind::dropped_attribute:
      return facts.complete(attributes_dropped(facts.names(&Fact::subject)), "attributes",
                            facts.size());
    case FactKind::skipped_member:
      return facts.complete(members_skipped(latest.name, facts.names(&Fact::subject)), "members",
                            facts.size());
    case FactKind::nickname:
      return facts.complete(external_id_not_object_id(latest.name), "people",
                            static_cast<std::size_t>(latest.count));
    case FactKind::failing:
      break;
  }
  Finding finding =
      facts.complete(objects_failing(latest.cause, facts.names(&Fact::name), latest.detail),
                     "objects", facts.size());
  finding.subject = log::text_of(latest.cause).id;
  return finding;
}

void find_facts(const LogView& log, Findings& found) {
  std::map<std::pair<FactKind, log::Cause>, Facts> by_cause;
  for (const Fact& fact : log.facts) {
    const bool is_failure = fact.kind == FactKind::failing;
    if (is_over(fact, log.activity) || (is_failure && fact.count < failures_min)) {
      continue;
    }
    by_cause[{fact.kind, is_failure ? fact.cause : log::Cause::none}].add(fact);
  }
  for (const auto& one : by_cause) {
    found.push_back(finding_of(one.first.first, one.second));
  }
}

std::string_view to_text(Severity severity) {
  switch (severity) {
    case Severity::info:
      return "info";
    case Severity::warning:
      return "warning";
    case Severity::critical:
      break;
  }
  return "critical";
}

json::Array describe_links(const std::vector<Finding::Link>& links) {
  json::Array all;
  for (const Finding::Link& link : links) {
    all.emplace_back(json::Object{{"type", link.type}, {"id", link.id}, {"name", link.name}});
  }
  return all;
}

json::Value at(const std::optional<Timestamp>& time) {
  return time ? json::Value(to_rfc3339(*time)) : json::Value(nullptr);
}

}  // namespace

Findings findings(const LogView& log, const StoreView& store, Timestamp now) {
  Findings found;
  find_people(store, found);
  find_disagreements(store, found);
  find_deep_nesting(store, found);
  find_tokens(store, now, found);
  find_setup(log, store, found);
  find_silence(log, store, now, found);
  find_facts(log, found);
  std::ranges::stable_sort(
      found, [](const Finding& a, const Finding& b) { return a.severity > b.severity; });
  return found;
}

json::Object describe(const Finding& finding) {
  return {
      {"id", finding.subject.empty() ? std::string(finding.type)
                                     : fmt::format("{}:{}", finding.type, finding.subject)},
      {"type", finding.type},
      {"severity", to_text(finding.severity)},
      {"title", finding.title},
      {"detail", finding.detail},
      {"fix", finding.fix},
      {"subject", finding.subject.empty() ? json::Value(nullptr) : json::Value(finding.subject)},
      {"since", at(finding.since)},
      {"lastSeen", at(finding.last)},
      {"count", finding.count},
      {"counts", finding.counts.empty() ? json::Value(nullptr) : json::Value(finding.counts)},
      {"mayBeMore", finding.may_be_more},
      {"links", describe_links(finding.links)}};
}

}  // namespace provost::admin
