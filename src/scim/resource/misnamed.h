#pragma once

#include <string_view>

#include "json/json.h"
#include "scim/schema/schema.h"

namespace provost::scim::resource {

// The lifecycle attribute (`active`) that an unknown name, or a name within its value, seems to
// mean: one of the parts it is joined of is that attribute's, in any letter case, as in "/active",
// "active.value", "urn:…:1.0:active" or {"User": {"active": false}}. Or null. What stands in the
// brackets of a value path is no name, and attributes that only the profile leaves out are what
// they are.
const schema::Attribute* misnamed_lifecycle(const schema::ResourceType& type, std::string_view name,
                                            const json::Value& value);

}  // namespace provost::scim::resource
