#pragma once

#include <functional>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "access/access.h"

namespace provost::access {

// Groups, who is in them and what they are mapped to, as access needs to know it. Costs of an
// implementation: one index lookup for each call and each id that it returns.
class Graph {
 public:
  virtual ~Graph() = default;
  // Groups that hold a user or group directly.
  virtual std::vector<ResourceId> parents_of(const ResourceId& member) = 0;
  // Groups that a group holds directly.
  virtual std::vector<ResourceId> groups_in(const ResourceId& group) = 0;
  virtual std::optional<Target> mapped_to(const ResourceId& group) = 0;
};

// Mappings as they would be: each group named is mapped to that, or to nothing.
using Overlay = std::unordered_map<ResourceId, std::optional<Target>>;

// Finds the group that decides somebody's access, with what it learned on the way kept: thousands
// of people share few groups. It sees the graph as it was when it first looked, so it is made anew
// after a change. Nesting may be circular (standards.md GRP-4).
class Grants {
 public:
  explicit Grants(Graph& graph, const Overlay* overlay = nullptr)
      : graph_(graph), overlay_(overlay) {}

  // The highest grant of a group and all that hold it.
  const std::optional<Grant>& of_group(const ResourceId& group);
  // The highest grant of the groups that hold a person, directly or by nesting.
  std::optional<Grant> of_member(const ResourceId& member);
  // Each mapped group that holds a person, directly or by nesting, the highest first.
  std::vector<Grant> all_of_member(const ResourceId& member);

 private:
  std::optional<Target> mapped_to(const ResourceId& group);

  Graph& graph_;
  const Overlay* overlay_;
  std::unordered_map<ResourceId, std::optional<Grant>> groups_;
};

// A group and every group inside it, by whatever way, each once.
std::vector<ResourceId> groups_within(Graph& graph, const std::vector<ResourceId>& groups);

}  // namespace provost::access
