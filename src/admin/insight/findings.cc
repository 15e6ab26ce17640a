#include "admin/insight/findings.h"

#include <algorithm>
#include <map>
#include <span>

#include <fmt/format.h>

#include "access/graph.h"
#include "admin/insight/dismissals.h"
#include "admin/insight/finding_texts.h"
#include "base/rfc3339.h"
#include "identity/token_expiry.h"
#include "identity/token_label.h"
#include "json/text.h"

namespace provost::admin {
namespace {

using log::Fact;
using log::FactKind;

constexpr std::int64_t hour_ms = log::hour_ms;
constexpr std::int64_t day_ms = log::day_ms;
constexpr std::int64_t failures_min = 3;
constexpr std::size_t intervals_min = 3;
constexpr std::int64_t refusals_min = 3;

// The identity provider has never created anybody here.
bool has_never_provisioned(const LogView& log, const StoreView& store) {
  return !log.activity.first_user && store.users == store.direct.count;
}

void find_setup(const LogView& log, const StoreView& store, std::vector<Finding>& found) {
  if (!has_never_provisioned(log, store)) {
    return;
  }
  if (store.scim_enabled && log.activity.last_success) {
    found.push_back(nobody_arrived(log.activity.first));
  } else {
    found.push_back(setup_unfinished(store.scim_enabled, !store.tokens.empty()));
  }
}

// Requests answered with an error in full hours after that moment.
std::int64_t failures_after(const LogView& log, Timestamp at) {
  std::int64_t failures = 0;
  for (const log::Hour& hour : log.hours) {
    failures += hour.begin > at ? hour.failures + hour.refusals : 0;
  }
  return failures;
}

// Somebody who never got in is reported at once. If the provider did get in, a stranger's stray
// request between two of its visits proves nothing: that takes an hour without a successful
// request, and several refusals since.
void find_refusals(const LogView& log, const StoreView& store, Timestamp now,
                   std::vector<Finding>& found) {
  const log::Activity& activity = log.activity;
  const bool is_recent = activity.last_trouble && now.ms - activity.last_trouble->ms <= day_ms;
  if (!store.scim_enabled || !is_recent || activity.last_success >= activity.last_trouble) {
    return;
  }
  const std::optional<Timestamp> success = activity.last_success;
  if (success && (activity.last_trouble->ms - success->ms < hour_ms ||
                  failures_after(log, *success) < refusals_min)) {
    return;
  }
  Finding finding = requests_refused(activity.trouble, success);
  finding.severity = success ? Severity::critical : Severity::warning;
  finding.last = activity.last_trouble;
  found.push_back(std::move(finding));
}

void find_silence(const LogView& log, const StoreView& store, Timestamp now,
                  std::vector<Finding>& found) {
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

void find_people(const StoreView& store, std::vector<Finding>& found) {
  if (store.users > 0 && !store.has_human_admin) {
    found.push_back(no_admin(store.no_admin_since, store.nobody_to_tell));
  }
  if (store.retained.count > 0) {
    found.push_back(with_people(access_retained(names_of(store.retained), store.retained_by_hand),
                                store.retained));
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

void find_disagreements(const StoreView& store, std::vector<Finding>& found) {
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

void find_deep_nesting(const StoreView& store, std::vector<Finding>& found) {
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

// A token that is running out while another one lives longer is already being replaced.
void find_tokens(const StoreView& store, Timestamp now, std::vector<Finding>& found) {
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
    Finding finding = token_expires(identity::label_of(token), expires, left_ms / hour_ms);
    finding.severity = left_ms <= day_ms       ? Severity::critical
                       : left_ms <= 7 * day_ms ? Severity::warning
                                               : Severity::info;
    finding.subject = token.id;
    found.push_back(std::move(finding));
  }
}

void find_old_tokens(const StoreView& store, Timestamp now, std::vector<Finding>& found) {
  for (const identity::StillUsed& one : identity::still_used(store.tokens, now)) {
    found.push_back(old_token_used(*one.token, one.since));
  }
}

void find_secret(const StoreView& store, Timestamp now, std::vector<Finding>& found) {
  if (!store.secret_expires || store.secret_expires->ms - now.ms > 30 * day_ms) {
    return;
  }
  const std::int64_t left_ms = store.secret_expires->ms - now.ms;
  Finding finding =
      client_secret_expires(*store.secret_expires, left_ms <= 0 ? -1 : left_ms / hour_ms);
  finding.severity = left_ms <= day_ms       ? Severity::critical
                     : left_ms <= 7 * day_ms ? Severity::warning
                                             : Severity::info;
  found.push_back(std::move(finding));
}

// What blocks everybody weighs more than what concerns the people named.
bool stops_everybody(std::string_view reason) {
  return reason == "client_refused" || reason == "client_secret_lost";
}

// Only the person who tried has to act on it.
bool is_passing(std::string_view reason) {
  return reason == "expired_request" || reason == "organisation_suspended";
}

void find_refused_sign_ins(const StoreView& store, std::vector<Finding>& found) {
  for (const StoreView::Refused& refused : store.refused_sign_ins) {
    const store::RefusedSignIns& all = refused.all;
    if (static_cast<std::int64_t>(all.count) < refusals_min || is_passing(all.reason)) {
      continue;
    }
    std::vector<std::string> names;
    for (const store::RefusedSignIn& one : refused.first) {
      if (!one.name.empty()) {
        names.push_back(one.name);
      }
    }
    const bool is_of_people = !refused.first.empty() && !refused.first.front().person.empty();
    Finding finding =
        sign_ins_refused(all.reason, names_of(names, is_of_people ? all.people : 0), all.count);
    finding.severity = stops_everybody(all.reason) ? Severity::critical : Severity::warning;
    finding.subject = all.reason;
    finding.since = all.since;
    finding.last = all.last;
    finding.count = is_of_people ? all.people : all.count;
    finding.counts = is_of_people ? "people" : "";
    for (const store::RefusedSignIn& one : refused.first) {
      if (one.user && !one.name.empty()) {
        finding.links.push_back({"member", one.user->to_string(), one.name});
      }
    }
    found.push_back(std::move(finding));
  }
}

// A consequence comes after its cause: nobody arrives where every creation is refused.
bool is_effect(const Finding& finding) {
  return finding.type == "nobody_arrived";
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

using ByCause = std::map<std::pair<FactKind, log::Cause>, Facts>;

// How many failed for one cause. Clients look up deleted resources and learn from the 404 that they
// are gone, so many such failures mean nothing.
std::map<log::Cause, std::size_t> failing_by_cause(const LogView& log, bool over) {
  std::map<log::Cause, std::size_t> failing;
  for (const Fact& fact : log.facts) {
    if (fact.kind == FactKind::failing && fact.cause != log::Cause::resource_missing &&
        is_over(fact, log.activity) == over) {
      ++failing[fact.cause];
    }
  }
  return failing;
}

// Facts that last, or those that are over. One failure may be an accident; repeated failures, or
// failures of several objects, are not.
ByCause facts_by_cause(const LogView& log, bool over) {
  const std::map<log::Cause, std::size_t> failing = failing_by_cause(log, over);
  const auto is_accident = [&](const Fact& fact) {
    const auto several = failing.find(fact.cause);
    return fact.count < failures_min &&
           (several == failing.end() || several->second < failures_min);
  };
  ByCause by_cause;
  for (const Fact& fact : log.facts) {
    const bool is_failure = fact.kind == FactKind::failing;
    if (is_over(fact, log.activity) == over && (!is_failure || !is_accident(fact))) {
      by_cause[{fact.kind, is_failure ? fact.cause : log::Cause::none}].add(fact);
    }
  }
  return by_cause;
}

void find_facts(const LogView& log, std::vector<Finding>& found) {
  for (const auto& one : facts_by_cause(log, false)) {
    found.push_back(finding_of(one.first.first, one.second));
  }
}

void find_resolved(const LogView& log, std::vector<Finding>& found) {
  const ByCause lasting = facts_by_cause(log, false);
  for (const auto& one : facts_by_cause(log, true)) {
    if (!lasting.contains(one.first)) {
      found.push_back(finding_of(one.first.first, one.second));
    }
  }
}

json::Array describe_links(const std::vector<Finding::Link>& links) {
  json::Array all;
  for (const Finding::Link& link : links) {
    all.emplace_back(json::Object{{"type", link.type}, {"id", link.id}, {"name", link.name}});
  }
  return all;
}

json::Value describe(const std::optional<store::Dismissal>& dismissal) {
  if (!dismissal) {
    return nullptr;
  }
  return json::Object{{"at", to_rfc3339(dismissal->at)},
                      {"until", to_rfc3339(dismissal->until)},
                      {"by", dismissal->by},
                      {"byDisplay", dismissal->name}};
}

json::Value at(const std::optional<Timestamp>& time) {
  return time ? json::Value(to_rfc3339(*time)) : json::Value(nullptr);
}

}  // namespace

Findings sorted_findings(const LogView& log, const StoreView& store, Timestamp now) {
  std::vector<Finding> found;
  find_people(store, found);
  find_disagreements(store, found);
  find_deep_nesting(store, found);
  find_tokens(store, now, found);
  find_old_tokens(store, now, found);
  find_secret(store, now, found);
  find_refused_sign_ins(store, found);
  find_refusals(log, store, now, found);
  find_setup(log, store, found);
  find_silence(log, store, now, found);
  find_facts(log, found);
  std::ranges::stable_sort(found, [](const Finding& a, const Finding& b) {
    return std::pair(b.severity, is_effect(a)) < std::pair(a.severity, is_effect(b));
  });
  Findings sorted;
  for (Finding& one : found) {
    one.provider = store.provider;
    one.dismissal = dismissal_of(one, store.dismissals, now);
    (one.dismissal ? sorted.dismissed : sorted.open).push_back(std::move(one));
  }
  find_resolved(log, sorted.resolved);
  for (Finding& one : sorted.resolved) {
    one.provider = store.provider;
  }
  return sorted;
}

std::vector<Finding> findings(const LogView& log, const StoreView& store, Timestamp now) {
  return sorted_findings(log, store, now).open;
}

std::vector<Finding> all_findings(const LogView& log, const StoreView& store, Timestamp now) {
  Findings sorted = sorted_findings(log, store, now);
  std::ranges::move(sorted.dismissed, std::back_inserter(sorted.open));
  return std::move(sorted.open);
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

std::string id_of(const Finding& finding) {
  return finding.subject.empty() ? std::string(finding.type)
                                 : fmt::format("{}:{}", finding.type, finding.subject);
}

json::Object describe(const Finding& finding) {
  return {{"id", id_of(finding)},
          {"type", finding.type},
          {"severity", to_text(finding.severity)},
          {"title", finding.title},
          {"detail", finding.detail},
          {"fix", finding.fix.text(finding.provider)},
          {"subject", json::text_or_null(finding.subject)},
          {"since", at(finding.since)},
          {"lastSeen", at(finding.last)},
          {"count", finding.count},
          {"counts", json::text_or_null(finding.counts)},
          {"mayBeMore", finding.may_be_more},
          {"links", describe_links(finding.links)},
          {"dismissal", describe(finding.dismissal)}};
}

}  // namespace provost::admin
