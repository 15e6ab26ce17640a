#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "scim/resource/resource.h"

namespace provost::scim::resource {

// Gathers what a request does to a membership relation, as set operations in order: later ones win.
// It never needs the members that are there, so concurrent requests lose nothing of each other
// (standards.md PAT-17), and each operation costs the same however large the group is.
class RelationEdit {
 public:
  void clear();
  // Values that are no UUID can be nobody's id: they are kept apart as unknown.
  void add(std::string_view value);
  void remove(std::string_view value);
  // Whether the relation holds `id` after the operations so far, if it did `before` them.
  bool holds(const ResourceId& id, bool before) const;
  // The ids that are added as things stand, in the order in which they were first named.
  std::vector<ResourceId> added() const { return ids_in(State::added); }

  RelationChange change() const;

 private:
  enum class State : std::uint8_t { untouched, added, removed };
  void put(const ResourceId& id, State state);
  std::vector<ResourceId> ids_in(State state) const;

  bool clear_ = false;
  std::vector<ResourceId> order_;
  std::unordered_map<ResourceId, State> states_;
  std::vector<std::string> unknown_order_;
  std::unordered_set<std::string> unknown_;
};

}  // namespace provost::scim::resource
