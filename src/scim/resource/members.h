#pragma once

#include "base/result.h"
#include "json/json.h"
#include "scim/resource/read.h"
#include "scim/resource/relation_edit.h"

namespace provost::scim::resource {

// Adds shaped elements of a relation attribute: `value` is the member, everything else is the
// server's to say (standards.md GRP-2). Code::invalid_value for an element without a value.
Result<void> add_members(RelationEdit& edit, const json::Array& elements,
                         const schema::Attribute& relation);

// What the edit amounts to. In strict mode Code::invalid_value when it names somebody who cannot
// exist here (GRP-3); else those are in RelationChange::unknown.
Result<RelationChange> finish_members(const RelationEdit& edit, const schema::ResourceType& type,
                                      const Rules& rules);

}  // namespace provost::scim::resource
