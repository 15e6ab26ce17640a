#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "scim/resource/resource.h"
#include "scim/rules.h"

namespace provost::scim::resource {

// A draft that keeps every rule of its resource type: the only thing the store saves. Only
// validate() makes one.
class ValidResource {
 public:
  const json::Object& document() const { return draft_.document; }
  const RelationChange& members() const { return draft_.members; }
  const Report& report() const { return draft_.report; }
  // The schemas it was validated with.
  const schema::ResourceType& type() const { return *type_; }
  // The text of the naming attribute as sent (userName, displayName).
  const std::string& name() const { return name_; }
  // Sorted; a value occurs once.
  const std::vector<IndexKey>& keys() const { return keys_; }
  // The canonical text that is stored (scim::Stored::document) under this id.
  std::string stored_text(ResourceId id) const;

 private:
  friend Result<ValidResource> validate(Draft draft, const schema::ResourceType& type,
                                        const Rules& rules);
  Draft draft_;
  std::string name_;
  std::vector<IndexKey> keys_;
  const schema::ResourceType* type_ = nullptr;
};

// Required attributes, types, formats, at most one primary (standards.md MV-1). The error names the
// value and the mapping to fix (design §2.12): Code::invalid_value.
Result<ValidResource> validate(Draft draft, const schema::ResourceType& type,
                               const Rules& rules = {});

// The index keys of a stored document: those that saving it created.
std::vector<IndexKey> index_keys(const json::Object& document, const schema::ResourceType& type);

}  // namespace provost::scim::resource
