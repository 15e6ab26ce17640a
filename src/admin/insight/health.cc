#include "admin/insight/health.h"

#include <algorithm>

#include "base/outside_text.h"
#include "base/rfc3339.h"
#include "identity/to_json.h"

namespace provost::admin {
namespace {

using identity::to_json;

constexpr std::size_t title_bytes_max = 160;
constexpr std::int64_t failures_min = 3;
constexpr std::int64_t failing_share = 10;  // one in so many

void add_requests(Health& health, const LogView& log) {
  for (const log::Hour& hour : log.hours) {
    health.requests += hour.requests;
    health.failures += hour.failures;
    health.refusals += hour.refusals;
  }
  const log::Activity& activity = log.activity;
  health.last_write = activity.last_write;
  health.last_contact = std::max(activity.last, activity.last_trouble);
  health.was_refused = activity.last_trouble && activity.last_trouble > activity.last_success;
}

// The token used last or, when none was, the newest, which was just handed out.
void add_token(Health& health, const StoreView& store, Timestamp now) {
  const store::Token* in_use = nullptr;
  for (const store::Token& token : store.tokens) {
    if (token.expires && *token.expires <= now) {
      continue;
    }
    const auto place = [](const store::Token& one) {
      return std::pair(one.last_used, one.created);
    };
    if (in_use == nullptr || place(*in_use) < place(token)) {
      in_use = &token;
    }
  }
  if (in_use != nullptr) {
    health.has_token = true;
    health.token_expires = in_use->expires;
  }
}

bool is_of_set_up(const Finding& finding) {
  return finding.type == "setup_unfinished";
}

bool is_of_failures(const Finding& finding) {
  return finding.type == "object_failing" || finding.type == "requests_refused";
}

void add_findings(Health& health, const std::vector<Finding>& all) {
  health.findings = all.size();
  if (!all.empty()) {
    const Finding& worst = all.front();
    health.worst = worst.severity;
    health.finding = id_of(worst);
    health.type = worst.type;
    health.title = outside_text(worst.title, title_bytes_max);
  }
  for (const Finding& one : all) {
    health.needs_attention |= one.severity != Severity::info && !is_of_set_up(one);
    health.is_failing |= is_of_failures(one);
    health.is_quiet |= one.type == "identity_provider_quiet";
    health.is_setting_up |= is_of_set_up(one);
  }
}

}  // namespace

Health health_of(const LogView& log, const StoreView& store, Timestamp now) {
  Health health{.as_of = now};
  add_requests(health, log);
  add_token(health, store, now);
  const Findings all = sorted_findings(log, store, now);
  add_findings(health, all.open);
  // Whoever dismissed the finding knows of these failures.
  const bool is_known = std::ranges::any_of(all.dismissed, is_of_failures);
  health.is_failing |= !is_known && health.failures >= failures_min &&
                       health.failures * failing_share >= health.requests;
  health.needs_attention |= health.is_failing;
  return health;
}

json::Object describe(const Health& health) {
  json::Value worst = nullptr;
  if (health.worst) {
    worst = json::Object{{"id", health.finding},
                         {"type", health.type},
                         {"severity", to_text(*health.worst)},
                         {"title", health.title}};
  }
  json::Value token = nullptr;
  if (health.has_token) {
    token = json::Object{{"expires", to_json(health.token_expires)}};
  }
  return {{"asOf", to_rfc3339(health.as_of)},
          {"worst", std::move(worst)},
          {"findings", health.findings},
          {"needsAttention", health.needs_attention},
          {"failing", health.is_failing},
          {"quiet", health.is_quiet},
          {"settingUp", health.is_setting_up},
          {"requests24h", health.requests},
          {"failures24h", health.failures},
          {"refusals24h", health.refusals},
          {"lastWrite", to_json(health.last_write)},
          {"lastContact", to_json(health.last_contact)},
          {"lastContactRefused", health.was_refused},
          {"token", std::move(token)}};
}

}  // namespace provost::admin
