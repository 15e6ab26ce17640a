#pragma once

#include <cstddef>
#include <vector>

#include "base/result.h"
#include "scim/patch/patch.h"

namespace provost::scim::patch {

// Applies the operations of a plan whose target is in the stored document (RFC 7644 §3.5.2.1 to
// §3.5.2.3, standards.md ADD, REM, REP, PRI).
class DocumentEdit {
 public:
  DocumentEdit(json::Object document, const Rules& rules)
      : document_(std::move(document)), rules_(rules) {}

  // Code::no_target, mutability, invalid_value.
  Result<void> apply(const BoundOperation& operation);
  json::Object take() && { return std::move(document_); }

 private:
  Result<void> edit(const BoundOperation& operation);
  Result<void> set_simple(const BoundOperation& operation);
  Result<void> set_complex(const BoundOperation& operation);
  Result<void> set_list(const BoundOperation& operation);
  Result<void> edit_sub(const BoundOperation& operation);
  Result<void> edit_elements(const BoundOperation& operation);
  Result<void> create_element(const BoundOperation& operation, json::Array& elements);
  Result<void> change_elements(const BoundOperation& operation, json::Array& elements,
                               const std::vector<std::size_t>& places);
  void put(const BoundOperation& operation, json::Value value);

  json::Object document_;
  const Rules& rules_;
};

}  // namespace provost::scim::patch
