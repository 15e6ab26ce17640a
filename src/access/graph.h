#pragma once

#include <cstddef>
#include <optional>
#include <unordered_map>
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

// A mapping reaches groups at most this many memberships below the mapped one, by the shortest
// path. Deeper groups get nothing: that is at worst too little access, and the same wherever it is
// computed. It bounds the cost of a membership change (docs/access.md).
inline constexpr std::size_t nesting_max = 100;

// Mappings as they would be: each group named is mapped to that, or to nothing.
using Overlay = std::unordered_map<ResourceId, std::optional<Target>>;

// Finds the group that decides somebody's access, with what it learned on the way kept: thousands
// of people share few groups. It sees the graph as it was when it first looked, so every change
// needs a new one. Nesting may be circular (standards.md GRP-4).
class Grants {
 public:
  explicit Grants(Graph& graph, const Overlay* overlay = nullptr)
      : graph_(graph), overlay_(overlay) {}

  // Announces the people that of_member() will be asked about. Walks their groups together, linear
  // in the groups and memberships around them, instead of once per person. Replaces the people of
  // the last call.
  void expect(const std::vector<ResourceId>& members);

  // The highest grant of a group and all that hold it.
  const std::optional<Grant>& of_group(const ResourceId& group);
  // The highest grant of the groups that hold a person, directly or by nesting.
  std::optional<Grant> of_member(const ResourceId& member);
  // Each mapped group that holds a person, directly or by nesting, the highest first.
  std::vector<Grant> all_of_member(const ResourceId& member);

 private:
  void learn(const std::vector<ResourceId>& groups);
  const std::vector<ResourceId>& around(const ResourceId& group);
  std::optional<Target> mapped_to(const ResourceId& group);

  Graph& graph_;
  const Overlay* overlay_;
  std::unordered_map<ResourceId, std::optional<Grant>> groups_;
  std::unordered_map<ResourceId, std::vector<ResourceId>> around_;    // of groups
  std::unordered_map<ResourceId, std::vector<ResourceId>> expected_;  // of members
};

// Groups and every group inside them, by whatever way and at most nesting_max levels down, each
// once.
std::vector<ResourceId> groups_within(Graph& graph, const std::vector<ResourceId>& groups);

// A group that is nested too deep below `group` for its mapping to count, if one is found before
// `looks` groups were looked at. Subtracts the looks used from `looks`.
std::optional<ResourceId> beyond_nesting(Graph& graph, const ResourceId& group, std::size_t& looks);

}  // namespace provost::access
