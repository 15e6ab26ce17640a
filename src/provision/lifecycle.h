#pragma once

#include <string>

#include "json/json.h"
#include "scim/schema/schema.h"

namespace provost::provision {

// Whether a document says that its resource is active, by the attribute that drives the lifecycle
// (design §2.5). What has no such attribute, like a group, is not; nor is who lacks its value.
bool is_active(const scim::schema::ResourceType& type, const json::Object& document);

// The value of the attribute that names a resource to people: userName, displayName.
std::string name_of(const scim::schema::ResourceType& type, const json::Object& document);

}  // namespace provost::provision
