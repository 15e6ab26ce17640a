#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "log/shelf.h"

namespace provost::log {

// What the log keeps beside its entries, so that questions about days need not read them all.
struct Tally {
  struct Counts {
    std::int64_t requests = 0;
    std::int64_t failures = 0;
    std::int64_t refusals = 0;
  };
  // When an identity provider that was let in called.
  struct Contact {
    std::vector<Timestamp> calls;  // ascending
    std::optional<Timestamp> last_write;
    std::optional<Timestamp> first_probe;
    std::optional<Timestamp> first_user;
    std::optional<Timestamp> last_user;
    std::optional<Timestamp> last_success;
    std::optional<Timestamp> last_trouble;
    Cause trouble = Cause::none;
  };
  std::map<std::pair<OrgKey, std::int64_t>, Counts> hours;  // by the hour's first millisecond
  std::map<OrgKey, Contact> contacts;
  std::map<std::tuple<OrgKey, FactKind, std::string>, Fact> facts;
  // Objects with a request that went through: what they failed with before is over.
  std::map<OrgKey, std::set<std::string>> recovered;
};

Tally tally(std::span<const Noted> entries);

// Continues from the known visits of an organisation. Its latest twenty intervals are kept.
void add_calls(Activity& activity, const Tally::Contact& contact);

}  // namespace provost::log
