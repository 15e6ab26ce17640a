#pragma once

#include <span>

#include "base/result.h"
#include "scim/patch/patch.h"
#include "scim/resource/relation_edit.h"

namespace provost::scim::patch {

// Applies the operations of a plan whose target is the membership relation. `current` are the
// members if the plan needs them.
class MemberEdit {
 public:
  MemberEdit(std::span<const Member> current, const Rules& rules)
      : current_(current), rules_(rules) {}

  // Code::no_target, invalid_value.
  Result<void> apply(const BoundOperation& operation);
  Result<RelationChange> finish(const schema::ResourceType& type) const;

 private:
  Result<void> apply_to_element(const BoundOperation& operation);
  void remove_matching(const BoundOperation& operation);
  bool is_current(std::string_view value) const;

  std::span<const Member> current_;
  const Rules& rules_;
  resource::RelationEdit edit_;
};

}  // namespace provost::scim::patch
