#include "admin/findings.h"

#include <algorithm>

#include <fmt/format.h>

#include "access/graph.h"
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

void find_silence(const LogView& log, const StoreView& store, Timestamp now, Findings& found) {
  const log::Activity& activity = log.activity;
  if (!store.scim_enabled || !activity.last) {
    return;
  }
  if (store.users == 0) {
    found.push_back({.type = "nobody_arrived",
                     .title = "Connected, but nobody has arrived",
                     .detail = "The identity provider calls, and has created no user yet.",
                     .fix = "In Entra, look at Provisioning → Settings → Scope, at Users and "
                            "groups (somebody must be assigned), and at the Provisioning logs; in "
                            "Okta at Assignments and at Provisioning → To App → Create Users.",
                     .since = activity.first});
  }
  std::vector<std::int64_t> intervals = activity.intervals_ms;
  if (intervals.size() < intervals_min) {
    return;
  }
  const auto middle = intervals.begin() + static_cast<std::ptrdiff_t>(intervals.size() / 2);
  std::nth_element(intervals.begin(), middle, intervals.end());
  if (now.ms - activity.last->ms > 3 * *middle) {
    found.push_back({.type = "identity_provider_quiet",
                     .title = "The identity provider is quiet",
                     .detail = fmt::format("It usually calls every {} minutes, and last did at {}.",
                                           std::max<std::int64_t>(*middle / log::minute_ms, 1),
                                           to_rfc3339(*activity.last)),
                     .fix = "In Entra, see whether provisioning is stopped or in quarantine "
                            "(Provisioning → Overview); in Okta, test the API credentials under "
                            "Provisioning → Integration.",
                     .since = activity.last});
  }
}

Finding::Link link_to(std::string_view type, const StoreView::Named& named) {
  return {type, named.id.to_string(), named.name};
}

void find_people(const StoreView& store, Findings& found) {
  if (store.no_admin_since) {
    found.push_back({.type = "no_admin",
                     .severity = Severity::critical,
                     .title = "There is no Admin (Human)",
                     .detail = "Nobody who is active can administer the organisation.",
                     .fix = "Put an active person into a group that is marked as Admin (Human), or "
                            "ask the operator to mark a group.",
                     .since = store.no_admin_since});
  }
  for (const StoreView::Named& one : store.retained) {
    found.push_back({.type = "access_retained",
                     .title = "Somebody keeps Admin (Human) only so that there is one",
                     .detail = fmt::format("{} was taken out of the last group that made them "
                                           "Admin (Human).",
                                           one.name),
                     .fix = "Put somebody active into a group that is marked as Admin (Human); the "
                            "retained access ends with it.",
                     .subject = one.id.to_string(),
                     .since = one.since,
                     .links = {link_to("member", one)}});
  }
  for (const StoreView::Named& one : store.direct) {
    if (store.scim_enabled) {
      found.push_back({.type = "direct_access_left",
                       .severity = Severity::info,
                       .title = "Access that was given by hand is left over",
                       .detail = fmt::format("{} was invited while SCIM was off.", one.name),
                       .fix = "Assign the person in the identity provider, under the same "
                              "userName; the access by hand ends when they arrive.",
                       .subject = one.id.to_string(),
                       .since = one.since,
                       .links = {link_to("member", one)}});
    }
  }
  if (store.has_mappings && store.outside_groups > 0) {
    found.push_back({.type = "outside_groups",
                     .severity = Severity::info,
                     .title = "Active people are in no mapped group",
                     .detail = fmt::format("{} active people have the default access only.",
                                           store.outside_groups),
                     .fix = "Assign them to one of the groups that are mapped under Collaborators "
                            "→ SCIM Groups, or map a group that they are in. Members with the "
                            "source default are these people.",
                     .count = static_cast<std::int64_t>(store.outside_groups)});
  }
  for (const auto& one : store.shared_external_ids) {
    found.push_back({.type = "external_id_shared",
                     .title = "Several users have the same externalId",
                     .detail = fmt::format("{} users have the externalId {} (the {} newest users "
                                           "were looked at).",
                                           one.second, one.first, users_looked_at),
                     .fix = log::text_of(log::Cause::external_id_shared).fix,
                     .subject = one.first,
                     .count = static_cast<std::int64_t>(one.second)});
  }
}

void find_disagreements(const StoreView& store, Findings& found) {
  for (const StoreView::Disagreement& one : store.disagreements) {
    found.push_back(
        {.type = "identity_type_disagreement",
         .title = "Groups disagree on whether somebody is human",
         .detail = fmt::format("{} is in {}, which makes people Human, and in {}, which makes them "
                               "a Service account.",
                               one.person.name, one.human.name, one.service.name),
         .fix = "Take the person out of one of the two groups in the identity provider, or change "
                "the mapping of one under Collaborators → SCIM Groups. Until then the higher "
                "access counts.",
         .subject = one.person.id.to_string(),
         .since = std::max(one.human.since, one.service.since),
         .links = {link_to("member", one.person), link_to("group", one.human),
                   link_to("group", one.service)}});
  }
}

void find_deep_nesting(const StoreView& store, Findings& found) {
  for (const StoreView::Named& group : store.nested_too_deep) {
    found.push_back(
        {.type = "nested_too_deep",
         .title = "Groups are nested too deep for a mapping",
         .detail = fmt::format("{} contains groups more than {} levels down. People who "
                               "are only in those get nothing from its mapping.",
                               group.name, access::nesting_max),
         .fix = "In the identity provider, put the inner groups or the people closer to "
                "the mapped group, or map an inner group under Collaborators → SCIM "
                "Groups.",
         .subject = group.id.to_string(),
         .since = group.since,
         .links = {link_to("group", group)}});
  }
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
    found.push_back({.type = "token_expires",
                     .severity = left_ms <= day_ms       ? Severity::critical
                                 : left_ms <= 7 * day_ms ? Severity::warning
                                                         : Severity::info,
                     .title = "The Secret Token expires soon",
                     .detail = fmt::format("The last token that lives expires at {}, in {} hours.",
                                           to_rfc3339(expires), left_ms / hour_ms),
                     .fix = "Rotate it under Settings → Identity Access → Rotate Token, and paste "
                            "the new one in Entra under Provisioning → Admin Credentials → Secret "
                            "Token, in Okta under Provisioning → Integration.",
                     .subject = token.id});
  }
}

Finding of_fact(const Fact& fact, std::string_view type, Severity severity, std::string_view title,
                std::string detail, log::Cause cause) {
  return {.type = type,
          .severity = severity,
          .title = title,
          .detail = std::move(detail),
          .fix = log::text_of(cause).fix,
          .subject = fact.subject,
          .since = fact.since,
          .count = fact.count};
}

std::optional<Finding> find_fact(const Fact& fact) {
  switch (fact.kind) {
    case FactKind::dropped_attribute:
      return of_fact(
          fact, "attribute_dropped", Severity::info, "An attribute is not kept",
          fmt::format("The identity provider sends {}, which is left out.", fact.subject),
          log::Cause::attributes_dropped);
    case FactKind::skipped_member:
      return of_fact(fact, "member_skipped", Severity::warning,
                     "A group names a member who is not here",
                     fmt::format("{} names {}, which is no user or group of this organisation.",
                                 fact.name.empty() ? "A group" : fact.name, fact.subject),
                     log::Cause::members_skipped);
    case FactKind::nickname:
      return of_fact(fact, "external_id_not_object_id", Severity::warning,
                     "externalId is no object id",
                     fmt::format("Users arrive with an externalId such as {}.", fact.name),
                     log::Cause::external_id_not_object_id);
    case FactKind::failing:
      break;
  }
  if (fact.count < failures_min) {
    return std::nullopt;
  }
  return of_fact(
      fact, "object_failing", Severity::warning, "Requests for one object fail again and again",
      fmt::format("{}: {}", fact.name.empty() ? fact.subject : fact.name, fact.detail), fact.cause);
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

}  // namespace

Findings findings(const LogView& log, const StoreView& store, Timestamp now) {
  Findings found;
  find_people(store, found);
  find_disagreements(store, found);
  find_deep_nesting(store, found);
  find_tokens(store, now, found);
  find_silence(log, store, now, found);
  for (const Fact& fact : log.facts) {
    if (std::optional<Finding> finding = find_fact(fact)) {
      found.push_back(std::move(*finding));
    }
  }
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
      {"since", finding.since ? json::Value(to_rfc3339(*finding.since)) : json::Value(nullptr)},
      {"count", finding.count},
      {"links", describe_links(finding.links)}};
}

}  // namespace provost::admin
