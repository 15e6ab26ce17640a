#include "access/graph.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace provost::access {
namespace {

// Visits what `next` leads to from some starting points, level by level and each node once,
// starting points first. Goes at most `levels` deep. Returns false when `visit` ends it early.
template <class Next, class Visit>
bool walk(std::vector<ResourceId> level, const Next& next, const Visit& visit,
          std::size_t levels = nesting_max) {
  std::unordered_set<ResourceId> seen;
  std::erase_if(level, [&](const ResourceId& id) { return !seen.insert(id).second; });
  for (std::size_t depth = 0; !level.empty(); ++depth) {
    std::vector<ResourceId> following;
    for (const ResourceId& here : level) {
      if (!visit(here, depth)) {
        return false;
      }
      if (depth < levels) {
        std::ranges::copy_if(next(here), std::back_inserter(following),
                             [&](const ResourceId& there) { return seen.insert(there).second; });
      }
    }
    level = std::move(following);
  }
  return true;
}

// The groups around the given ones, as far up as mappings count, and which of them contain which.
// The given groups come first.
class Surroundings {
 public:
  template <class Next>
  Surroundings(const std::vector<ResourceId>& from, const Next& next) {
    for (const ResourceId& group : from) {
      place_of(group);
    }
    std::size_t begin = 0;
    for (std::size_t level = 0; level < nesting_max; ++level) {
      const std::size_t end = groups_.size();
      for (; begin < end; ++begin) {
        for (const ResourceId& holder : next(groups_[begin])) {
          const std::size_t place = place_of(holder);
          held_[place].push_back(begin);
        }
      }
    }
  }

  const std::vector<ResourceId>& groups() const { return groups_; }

  // The best grant of each group. Higher grants spread first, so a lower one need not follow where
  // it gets no nearer: whatever it would reach there has a better grant already. A group is looked
  // at again only when the way to it is shorter than before, at most nesting_max times.
  std::vector<std::optional<Grant>> best(const std::vector<std::pair<Grant, std::size_t>>& grants) {
    std::vector<std::optional<Grant>> best(groups_.size());
    std::vector<std::size_t> steps(groups_.size(), nesting_max + 1);
    for (const auto& [grant, start] : grants) {
      std::vector<std::size_t> level{start};
      for (std::size_t depth = 0; depth <= nesting_max && !level.empty(); ++depth) {
        std::vector<std::size_t> following;
        for (const std::size_t place : level) {
          if (steps[place] <= depth) {
            continue;
          }
          steps[place] = depth;
          if (!best[place]) {
            best[place] = grant;
          }
          following.insert(following.end(), held_[place].begin(), held_[place].end());
        }
        level = std::move(following);
      }
    }
    return best;
  }

 private:
  std::size_t place_of(const ResourceId& group) {
    const auto [found, is_new] = places_.try_emplace(group, groups_.size());
    if (is_new) {
      groups_.push_back(group);
      held_.emplace_back();
    }
    return found->second;
  }

  std::vector<ResourceId> groups_;
  std::vector<std::vector<std::size_t>> held_;
  std::unordered_map<ResourceId, std::size_t> places_;
};

}  // namespace

std::optional<Target> Grants::mapped_to(const ResourceId& group) {
  if (overlay_ != nullptr) {
    if (const auto changed = overlay_->find(group); changed != overlay_->end()) {
      return changed->second;
    }
  }
  return graph_.mapped_to(group);
}

const std::vector<ResourceId>& Grants::around(const ResourceId& group) {
  const auto [found, is_new] = around_.try_emplace(group);
  if (is_new) {
    found->second = graph_.parents_of(group);
  }
  return found->second;
}

void Grants::learn(const std::vector<ResourceId>& groups) {
  Surroundings surroundings(groups, [&](const ResourceId& group) { return around(group); });
  std::vector<std::pair<Grant, std::size_t>> grants;
  for (std::size_t place = 0; place < surroundings.groups().size(); ++place) {
    const ResourceId& group = surroundings.groups()[place];
    if (const std::optional<Target> target = mapped_to(group)) {
      grants.emplace_back(Grant{*target, group}, place);
    }
  }
  std::ranges::sort(grants, outranks, &std::pair<Grant, std::size_t>::first);
  const std::vector<std::optional<Grant>> best = surroundings.best(grants);
  // The surroundings of the other groups are incomplete, so only these are kept.
  for (std::size_t place = 0; place < groups.size(); ++place) {
    groups_.insert_or_assign(groups[place], best[place]);
  }
}

void Grants::expect(const std::vector<ResourceId>& members) {
  expected_.clear();
  std::unordered_set<ResourceId> seen;
  std::vector<ResourceId> unknown;
  for (const ResourceId& member : members) {
    const auto [found, is_new] = expected_.try_emplace(member);
    if (is_new) {
      found->second = graph_.parents_of(member);
      std::ranges::copy_if(found->second, std::back_inserter(unknown),
                           [&](const ResourceId& group) {
                             return !groups_.contains(group) && seen.insert(group).second;
                           });
    }
  }
  learn(unknown);
}

const std::optional<Grant>& Grants::of_group(const ResourceId& group) {
  const auto known = groups_.find(group);
  if (known != groups_.end()) {
    return known->second;
  }
  learn({group});
  return groups_.at(group);
}

std::optional<Grant> Grants::of_member(const ResourceId& member) {
  const auto expected = expected_.find(member);
  std::optional<Grant> best;
  for (const ResourceId& group :
       expected == expected_.end() ? graph_.parents_of(member) : expected->second) {
    best = higher(best, of_group(group));
  }
  return best;
}

std::vector<Grant> Grants::all_of_member(const ResourceId& member) {
  std::vector<Grant> grants;
  walk(
      graph_.parents_of(member), [&](const ResourceId& here) { return around(here); },
      [&](const ResourceId& here, std::size_t) {
        if (const std::optional<Target> target = mapped_to(here)) {
          grants.push_back({*target, here});
        }
        return true;
      });
  std::ranges::sort(grants, outranks);
  return grants;
}

std::vector<ResourceId> groups_within(Graph& graph, const std::vector<ResourceId>& groups) {
  std::vector<ResourceId> within;
  walk(
      groups, [&](const ResourceId& here) { return graph.groups_in(here); },
      [&](const ResourceId& here, std::size_t) {
        within.push_back(here);
        return true;
      });
  return within;
}

std::optional<ResourceId> beyond_nesting(Graph& graph, const ResourceId& group,
                                         std::size_t& looks) {
  std::optional<ResourceId> beyond;
  walk(
      {group}, [&](const ResourceId& here) { return graph.groups_in(here); },
      [&](const ResourceId& here, std::size_t depth) {
        if (depth > nesting_max) {
          beyond = here;
        }
        looks -= std::min<std::size_t>(looks, 1);
        return !beyond && looks > 0;
      },
      nesting_max + 1);
  return beyond;
}

}  // namespace provost::access
