#pragma once

#include <optional>
#include <string_view>

#include "base/result.h"
#include "json/json.h"
#include "scim/resource/read.h"
#include "scim/resource/relation_edit.h"

namespace provost::scim::resource {

// The id that a text names a member by: the id itself in any letter case and with blanks around it,
// or a path or URL that ends in one, such as a $ref (design §2.17).
std::optional<ResourceId> named_id(std::string_view text);

// Whether a text begins as that of a JSON list, object or string does: no id does.
bool looks_like_json(std::string_view text);

// Adds shaped elements of a relation attribute: `value` is the member, everything else is the
// server's to say (standards.md GRP-2). Code::invalid_value for an element without a value.
Result<void> add_members(RelationEdit& edit, const json::Array& elements,
                         const schema::Attribute& relation);

// What the edit amounts to. In strict mode Code::invalid_value when it names somebody who cannot
// exist here (GRP-3); else those are in RelationChange::unknown.
Result<RelationChange> finish_members(const RelationEdit& edit, const schema::ResourceType& type,
                                      const Rules& rules);

}  // namespace provost::scim::resource
