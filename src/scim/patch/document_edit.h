#pragma once

#include <unordered_map>

#include "base/result.h"
#include "scim/patch/patch.h"
#include "scim/patch/work.h"
#include "scim/resource/elements.h"

namespace provost::scim::patch {

// Applies the operations of a plan whose target is in the stored document (RFC 7644 §3.5.2.1 to
// §3.5.2.3, standards.md ADD, REM, REP, PRI).
class DocumentEdit {
 public:
  DocumentEdit(json::Object document, const Rules& rules, Work& work)
      : document_(std::move(document)), rules_(rules), work_(work) {}

  // Code::no_target, mutability, invalid_value, too_many.
  Result<void> apply(const BoundOperation& operation);
  json::Object take() &&;

 private:
  Result<void> edit(const BoundOperation& operation);
  Result<void> set_simple(const BoundOperation& operation);
  Result<void> set_complex(const BoundOperation& operation);
  Result<void> set_list(const BoundOperation& operation);
  Result<void> edit_sub(const BoundOperation& operation);
  Result<void> edit_elements(const BoundOperation& operation);
  Result<void> create_element(const BoundOperation& operation, resource::ElementList& list);
  Result<void> change_elements(const BoundOperation& operation, resource::ElementList& list,
                               const resource::ElementList::Places& places);
  Result<resource::ElementList::Places> matches(const BoundOperation& operation,
                                                const resource::ElementList& list);
  // The value of an immutable target, for comparison afterwards.
  Result<json::Value> immutable_part(const path::BoundPath& target);
  // The elements of a list attribute, indexed when an operation first needs them. They are out of
  // document_ until close() puts them back.
  resource::ElementList& open(const path::BoundPath& target);
  void close(const path::BoundPath& target);
  bool is_unset(const path::BoundPath& target) const;
  void put(const path::BoundPath& target, json::Value value);

  json::Object document_;
  const Rules& rules_;
  Work& work_;
  struct OpenList {
    path::BoundPath target;
    resource::ElementList list;
  };
  std::unordered_map<const schema::Attribute*, OpenList> lists_;
};

}  // namespace provost::scim::patch
