#include <algorithm>

#include "simulate/names.h"
#include "simulate/rng.h"
#include "simulate/world.h"

namespace provost::simulate {
namespace {

constexpr std::size_t membership_changes_max = 25;  // per group and cycle, each way

struct Step {
  World& world;
  Changes& changes;
  Rng rng;
  unsigned cycle;
  unsigned cycles;

  // One-off events for some objects are spread evenly over the cycles.
  bool is_due(std::size_t turn) const { return turn % cycles + 1 == cycle; }
  bool is_last() const { return cycle == cycles; }
};

void rename_users(Step& step) {
  for (std::size_t i = 0; i < step.world.users.size(); ++i) {
    User& user = step.world.users[i];
    if (!user.later_upn.empty() && !user.purged && step.is_due(i / 10)) {
      user.upn = user.later_upn;
      step.changes.users.insert(i);
    }
  }
}

void promote_users(Step& step) {
  for (std::size_t i = 3; i < step.world.users.size(); i += 10) {
    User& user = step.world.users[i];
    if (user.never_created || user.purged || !step.is_due(i / 10)) {
      continue;
    }
    user.title = job_titles()[step.rng.below(job_titles().size())];
    user.department = departments()[step.rng.below(departments().size())];
    step.changes.users.insert(i);
    if (user.manager) {
      user.manager = 0;
      step.changes.managers.insert(i);
    }
  }
}

// In turn, a twentieth is disabled and comes back a cycle later, and another twentieth stays
// disabled. Those who leave for good are disabled one cycle before the DELETE (idp-clients.md
// §1.5).
void switch_users(Step& step) {
  for (std::size_t i = 0; i < step.world.users.size(); ++i) {
    User& user = step.world.users[i];
    if (user.never_created || user.purged) {
      continue;
    }
    const bool leaving = leaves(i) && step.cycle + 1 >= step.cycles;
    const std::size_t turn = step.cycle % 2 == 1 ? 2 : 12;
    if (!user.active && i % 20 == 2) {
      user.active = true;
      step.changes.restored.insert(i);
    } else if (user.active && (leaving || i % 20 == turn)) {
      user.active = false;
      step.changes.disabled.insert(i);
    }
  }
  step.changes.users.insert(step.changes.restored.begin(), step.changes.restored.end());
  step.changes.users.insert(step.changes.disabled.begin(), step.changes.disabled.end());
}

void rename_groups(Step& step) {
  for (std::size_t i = 0; i < step.world.groups.size(); ++i) {
    Group& group = step.world.groups[i];
    if (!group.later_name.empty() && step.is_due(i / 5)) {
      group.display_name = group.later_name;
      step.changes.groups.insert(i);
    }
  }
}

bool can_join(const User& user) {
  return !user.never_created && !user.purged && user.active;
}

void swap_members(Step& step, std::size_t index) {
  Group& group = step.world.groups[index];
  const std::size_t people = step.world.users.size();
  const std::size_t count =
      std::min(membership_changes_max, std::max<std::size_t>(1, group.members.size() / 10));
  std::set<std::size_t> joined;
  for (std::size_t i = 0; i < count * 2 && joined.size() < count; ++i) {
    const std::size_t user = step.rng.below(people);
    if (can_join(step.world.users[user]) && group.members.insert(user).second) {
      joined.insert(user);
      group.left.erase(user);
      step.changes.memberships.push_back({index, user, true});
    }
  }
  for (std::size_t i = 0; i < count && group.members.size() > joined.size(); ++i) {
    const auto at = static_cast<std::ptrdiff_t>(step.rng.below(group.members.size()));
    const std::size_t user = *std::next(group.members.begin(), at);
    if (!joined.contains(user)) {
      group.members.erase(user);
      group.left.insert(user);
      step.changes.memberships.push_back({index, user, false});
    }
  }
}

void change_memberships(Step& step) {
  if (step.world.users.empty()) {
    return;
  }
  for (std::size_t i = 0; i < step.world.groups.size(); ++i) {
    if (!step.world.groups[i].deleted) {
      swap_members(step, i);
    }
  }
}

void purge_users(Step& step) {
  for (std::size_t i = 0; i < step.world.users.size(); ++i) {
    User& user = step.world.users[i];
    if (!leaves(i) || user.never_created || user.purged) {
      continue;
    }
    user.purged = true;
    step.changes.deleted_users.insert(i);
    for (Group& group : step.world.groups) {
      group.members.erase(i);
      group.left.erase(i);
    }
  }
}

void dissolve_groups(Step& step) {
  for (std::size_t i = 0; i < step.world.groups.size(); ++i) {
    if (is_dissolved(i) && !step.world.groups[i].deleted) {
      step.world.groups[i].deleted = true;
      step.changes.deleted_groups.insert(i);
    }
  }
}

}  // namespace

Changes advance(World& world, unsigned cycle, unsigned cycles, std::uint64_t seed) {
  Changes changes;
  Step step{world, changes, Rng(seed, "cycle", cycle), cycle, cycles};
  rename_users(step);
  promote_users(step);
  switch_users(step);
  rename_groups(step);
  change_memberships(step);
  if (step.is_last()) {
    if (world.client == Client::entra) {
      purge_users(step);
    }
    dissolve_groups(step);
  }
  return changes;
}

}  // namespace provost::simulate
