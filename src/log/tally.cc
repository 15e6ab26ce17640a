#include "log/tally.h"

#include <algorithm>

namespace provost::log {
namespace {

constexpr std::int64_t visit_gap_ms = 5 * minute_ms;
constexpr std::size_t intervals_max = 20;

void count(Tally::Counts& counts, const Entry& entry) {
  counts.requests += entry.count;
  if (entry.kind == Kind::refusals) {
    counts.refusals += entry.count;
  } else if (entry.status >= 400) {
    counts.failures += entry.count;
  }
}

void set_earliest(std::optional<Timestamp>& first, Timestamp at) {
  first = first ? std::min(*first, at) : at;
}

void set_latest(std::optional<Timestamp>& last, const std::optional<Timestamp>& at) {
  last = std::max(last, at);
}

Timestamp latest_of(const Entry& entry) {
  return entry.kind == Kind::request ? entry.time : std::max(entry.time, entry.last);
}

bool is_trouble(Cause cause) {
  switch (cause) {
    case Cause::token_refused:
    case Cause::token_expired:
    case Cause::scim_disabled:
    case Cause::organisation_suspended:
    case Cause::network_refused:
    case Cause::path_unknown:
      return true;
    default:
      return false;
  }
}

void note_trouble(Tally::Contact& contact, const Entry& entry) {
  const Timestamp at = latest_of(entry);
  if (!contact.last_trouble || *contact.last_trouble <= at) {
    contact.last_trouble = at;
    contact.trouble = entry.cause;
  }
}

bool creates_user(const Entry& entry) {
  return entry.kind == Kind::request && entry.method == "POST" && entry.status == 201 &&
         entry.subject.type == "User";
}

void note_contact(Tally::Contact& contact, const Entry& entry) {
  if (entry.is_probe) {
    set_earliest(contact.first_probe, entry.kind == Kind::reads ? entry.last : entry.time);
  }
  if (creates_user(entry)) {
    set_earliest(contact.first_user, entry.time);
    set_latest(contact.last_user, entry.time);
  }
  if (entry.status < 400) {
    set_latest(contact.last_success, latest_of(entry));
  }
  if (entry.kind == Kind::reads) {
    contact.calls.push_back(entry.last);  // it has the time of the minute
    return;
  }
  contact.calls.push_back(entry.time);
  if (entry.status < 400 && (!contact.last_write || *contact.last_write < entry.time)) {
    contact.last_write = entry.time;
  }
}

// A request counts once: failures inside a Bulk request are not requests of their own, and lost
// entries are not known requests.
bool is_request(const Entry& entry) {
  return entry.kind != Kind::operation && entry.kind != Kind::lost;
}

// The name of an object in a fact: its id or, as long as it has none, its name.
std::string name_key(const Subject& subject) {
  return subject.name.empty() ? std::string() : subject.type + ' ' + subject.name;
}
std::string object_key(const Subject& subject) {
  return subject.id.empty() ? name_key(subject) : subject.id;
}

void add_fact(Tally& sums, const Noted& noted, FactKind kind, const std::string& subject,
              const std::string& name) {
  Fact& fact = sums.facts[{noted.org, kind, subject}];
  if (fact.count == 0) {
    fact = {.kind = kind, .subject = subject, .since = noted.entry.time};
  }
  fact.name = name;
  fact.last = std::max(fact.last, noted.entry.time);
  ++fact.count;
  fact.cause = noted.entry.cause;
  fact.detail = noted.entry.detail;
}

void add_remarks(Tally& sums, const Noted& noted) {
  for (const Remark& remark : noted.entry.remarks) {
    for (const std::string& value : remark.values) {
      if (remark.cause == Cause::attributes_dropped) {
        add_fact(sums, noted, FactKind::dropped_attribute, value, noted.entry.subject.name);
      } else if (remark.cause == Cause::members_skipped) {
        add_fact(sums, noted, FactKind::skipped_member, value, noted.entry.subject.name);
      } else if (remark.cause == Cause::external_id_not_object_id) {
        add_fact(sums, noted, FactKind::nickname, "", value);
      }
    }
  }
}

// A failure remains a fact until a request for the same object succeeds.
void add_outcome(Tally& sums, const Noted& noted) {
  const Subject& subject = noted.entry.subject;
  if (noted.entry.kind != Kind::request && noted.entry.kind != Kind::operation) {
    return;
  }
  const std::string key = object_key(subject);
  if (key.empty()) {
    return;
  }
  if (noted.entry.status >= 400) {
    if (noted.entry.status < 500) {
      add_fact(sums, noted, FactKind::failing, key, subject.name);
    }
    return;
  }
  for (const std::string& one : {key, name_key(subject)}) {
    sums.facts.erase({noted.org, FactKind::failing, one});
    sums.recovered[noted.org].insert(one);
  }
}

}  // namespace

Tally tally(std::span<const Noted> entries) {
  Tally sums;
  for (const Noted& one : entries) {
    add_remarks(sums, one);
    add_outcome(sums, one);
    if (!is_request(one.entry)) {
      continue;
    }
    count(sums.hours[{one.org, one.entry.time.ms - one.entry.time.ms % hour_ms}], one.entry);
    if (is_trouble(one.entry.cause)) {
      note_trouble(sums.contacts[one.org], one.entry);
    }
    if (!one.entry.token_id.empty() && one.entry.kind != Kind::refusals) {
      note_contact(sums.contacts[one.org], one.entry);
    }
  }
  for (auto& one : sums.contacts) {
    std::ranges::sort(one.second.calls);
  }
  return sums;
}

void add_calls(Activity& activity, const Tally::Contact& contact) {
  for (const Timestamp call : contact.calls) {
    if (!activity.first) {
      activity.first = call;
    }
    if (activity.last && call.ms - activity.last->ms >= visit_gap_ms) {
      activity.intervals_ms.push_back(call.ms - activity.last->ms);
    }
    activity.last = activity.last ? std::max(*activity.last, call) : call;
  }
  if (!activity.first_probe) {
    activity.first_probe = contact.first_probe;
  }
  if (!activity.first_user) {
    activity.first_user = contact.first_user;
  }
  set_latest(activity.last_write, contact.last_write);
  set_latest(activity.last_user, contact.last_user);
  set_latest(activity.last_success, contact.last_success);
  if (contact.last_trouble && contact.last_trouble >= activity.last_trouble) {
    activity.last_trouble = contact.last_trouble;
    activity.trouble = contact.trouble;
  }
  if (activity.intervals_ms.size() > intervals_max) {
    activity.intervals_ms.erase(
        activity.intervals_ms.begin(),
        activity.intervals_ms.end() - static_cast<std::ptrdiff_t>(intervals_max));
  }
}

}  // namespace provost::log
