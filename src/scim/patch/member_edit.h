#pragma once

#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "scim/patch/patch.h"
#include "scim/patch/work.h"
#include "scim/resource/relation_edit.h"

namespace provost::scim::patch {

// Applies the operations of a plan whose target is the membership relation. `current` are the
// members if the plan needs them.
class MemberEdit {
 public:
  MemberEdit(std::span<const Member> current, const Rules& rules, Work& work)
      : current_(current), rules_(rules), work_(work) {}

  // Code::no_target, invalid_value, too_many.
  Result<void> apply(const BoundOperation& operation);
  Result<RelationChange> finish(const schema::ResourceType& type) const;
  // What removals by `display` asked for in vain.
  std::vector<AbsentName> absent() const { return absent_; }

 private:
  class Names;
  Result<void> apply_to_element(const BoundOperation& operation);
  Result<void> remove_matching(const BoundOperation& operation);
  Result<void> remove_if_matching(const std::string& value, const filter::Bound& filter);
  const Member* find(const ResourceId& id);
  bool is_current(std::string_view value);
  std::size_t name_bytes();

  std::span<const Member> current_;
  const Rules& rules_;
  Work& work_;
  std::unordered_map<ResourceId, const Member*> by_id_;  // made when first asked
  std::optional<std::size_t> name_bytes_;                // likewise
  resource::RelationEdit edit_;
  std::vector<AbsentName> absent_;
};

}  // namespace provost::scim::patch
