#pragma once

#include <string>

#include "json/json.h"
#include "scim/schema/schema.h"

namespace provost::provision {

// Whether a document says that its resource is active, by the lifecycle attribute (design §2.5).
// False for a type without it, like a group, and for a missing value.
bool is_active(const scim::schema::ResourceType& type, const json::Object& document);

// The value of the attribute that names a resource to people: userName, displayName.
std::string name_of(const scim::schema::ResourceType& type, const json::Object& document);

}  // namespace provost::provision
