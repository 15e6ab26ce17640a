#include "access/graph.h"

#include <algorithm>

namespace provost::access {
namespace {

// Visits what `next` leads to from some starting points, each once, those first.
template <class Next, class Visit>
void walk(const std::vector<ResourceId>& from, const Next& next, const Visit& visit) {
  std::unordered_set<ResourceId> seen(from.begin(), from.end());
  std::vector<ResourceId> waiting(seen.begin(), seen.end());
  while (!waiting.empty()) {
    const ResourceId here = waiting.back();
    waiting.pop_back();
    visit(here);
    for (const ResourceId& there : next(here)) {
      if (seen.insert(there).second) {
        waiting.push_back(there);
      }
    }
  }
}

}  // namespace

std::optional<Target> Grants::mapped_to(const ResourceId& group) {
  if (overlay_ != nullptr) {
    if (const auto changed = overlay_->find(group); changed != overlay_->end()) {
      return changed->second;
    }
  }
  return graph_.mapped_to(group);
}

const std::optional<Grant>& Grants::of_group(const ResourceId& group) {
  if (const auto known = groups_.find(group); known != groups_.end()) {
    return known->second;
  }
  std::optional<Grant> best;
  walk(
      {group}, [&](const ResourceId& here) { return graph_.parents_of(here); },
      [&](const ResourceId& here) {
        if (const std::optional<Target> target = mapped_to(here)) {
          best = higher(best, Grant{*target, here});
        }
      });
  return groups_.emplace(group, best).first->second;
}

std::optional<Grant> Grants::of_member(const ResourceId& member) {
  std::optional<Grant> best;
  for (const ResourceId& group : graph_.parents_of(member)) {
    best = higher(best, of_group(group));
  }
  return best;
}

std::vector<Grant> Grants::all_of_member(const ResourceId& member) {
  std::vector<Grant> grants;
  walk(
      graph_.parents_of(member), [&](const ResourceId& here) { return graph_.parents_of(here); },
      [&](const ResourceId& here) {
        if (const std::optional<Target> target = mapped_to(here)) {
          grants.push_back({*target, here});
        }
      });
  std::ranges::sort(grants, outranks);
  return grants;
}

std::vector<ResourceId> groups_within(Graph& graph, const std::vector<ResourceId>& groups) {
  std::vector<ResourceId> within;
  walk(
      groups, [&](const ResourceId& here) { return graph.groups_in(here); },
      [&](const ResourceId& here) { within.push_back(here); });
  return within;
}

}  // namespace provost::access
