#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "access/graph.h"
#include "store/access.h"

// The effect of a change on people, computed without changing anything; used by previews and
// writes.
namespace provost::provision {

// One person whose access is not what their row says. `after` is nothing when the person goes.
struct AccessDelta {
  ResourceId user;
  std::optional<store::AccessRow> before;
  std::optional<access::Access> after;
};

// How things would be, where that differs from what the store has.
struct Hypothesis {
  const access::Overlay* mappings = nullptr;         // of groups
  std::unordered_map<ResourceId, bool> active = {};  // of people
  // The only difference is that this group gives more than it did, to all the people in question.
  // Then each one's row says enough, and nobody's other groups are looked at.
  std::optional<access::Grant> raised = {};
};

// What mapping a group to `after` raises; nothing when it gives some people less.
std::optional<access::Grant> raised_by(const ResourceId& group,
                                       std::optional<access::Target> before,
                                       std::optional<access::Target> after);

// Everybody directly in one of the groups or in a group within them, each once, in the order of
// their ids. Costs a lookup for each membership.
std::vector<store::Person> people_within(store::AccessReader& reader,
                                         const std::vector<ResourceId>& groups);

// Those of `people` (in the order of their ids) whose access changes, in that order; and those
// whose retained access ends because another active Admin (Human) appears (design §2.10). Costs a
// lookup for each person and each group that holds one.
std::vector<AccessDelta> recompute(store::AccessReader& reader,
                                   const std::vector<store::Person>& people,
                                   const Hypothesis& hypothesis = {});

bool was_human_admin(const AccessDelta& delta);
bool is_human_admin(const AccessDelta& delta);
// Whether the organisation has an active Admin (Human) and would have none. `deltas` are sorted.
bool leaves_no_admin(store::AccessReader& reader, const std::vector<AccessDelta>& deltas);

}  // namespace provost::provision
