#pragma once

#include "scim/patch/patch.h"
#include "scim/resource/resource.h"
#include "scim/schema/schema.h"

namespace provost::scim::dialect {

// Identity providers' own ways of writing, brought into the canonical form that patch::bind reads.
// Changes are added to `report`.
patch::PatchRequest rewrite(patch::PatchRequest request, const schema::ResourceType& type,
                            Report& report);

// The same for one attribute's value in a body or an operation, or for that of a sub-attribute:
// manager as a bare string, as an array or as "" (§1.4 Manager), roles as JSON inside a string
// (§1.4 Roles), one object where an array belongs, nulls inside elements (P15), a list of one where
// a single value belongs, the JSON text of a list or object, and all that names a member (design
// §2.17). What cannot be understood stays as it is, for the schema to refuse it.
json::Value rewrite_value(const schema::Attribute& attribute, json::Value value, Report& report);

}  // namespace provost::scim::dialect
