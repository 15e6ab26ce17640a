#include "scim/resource/relation_edit.h"

#include <algorithm>
#include <iterator>
#include <optional>

namespace provost::scim::resource {

void RelationEdit::clear() {
  clear_ = true;
  order_.clear();
  states_.clear();
  unknown_order_.clear();
  unknown_.clear();
}

void RelationEdit::add(std::string_view value) {
  if (const std::optional<Uuid> id = Uuid::parse(value)) {
    put(*id, State::added);
  } else if (unknown_.emplace(value).second) {
    unknown_order_.emplace_back(value);
  }
}

void RelationEdit::remove(std::string_view value) {
  if (const std::optional<Uuid> id = Uuid::parse(value)) {
    put(*id, clear_ ? State::untouched : State::removed);
  } else {
    unknown_.erase(std::string(value));
  }
}

bool RelationEdit::holds(const ResourceId& id, bool before) const {
  const auto found = states_.find(id);
  if (found == states_.end() || found->second == State::untouched) {
    return before && !clear_;
  }
  return found->second == State::added;
}

RelationChange RelationEdit::change() const {
  RelationChange change;
  change.clear = clear_;
  change.add = ids_in(State::added);
  change.remove = ids_in(State::removed);
  std::unordered_set<std::string> left = unknown_;
  std::ranges::copy_if(unknown_order_, std::back_inserter(change.unknown),
                       [&](const std::string& value) { return left.erase(value) > 0; });
  return change;
}

void RelationEdit::put(const ResourceId& id, State state) {
  const auto [place, is_new] = states_.insert_or_assign(id, state);
  if (is_new) {
    order_.push_back(place->first);
  }
}

std::vector<ResourceId> RelationEdit::ids_in(State state) const {
  std::vector<ResourceId> ids;
  std::ranges::copy_if(order_, std::back_inserter(ids),
                       [&](const ResourceId& id) { return states_.at(id) == state; });
  return ids;
}

}  // namespace provost::scim::resource
