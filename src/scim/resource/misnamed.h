#pragma once

#include <string_view>

#include "json/json.h"
#include "scim/schema/schema.h"

namespace provost::scim::resource {

// The attribute that decides who has access, `active` of a user or `members` of a group, that an
// unknown name, or a name within its value, seems to mean. Or null.
//
// One of the parts that the name is joined of is that attribute's, in any letter case, as in
// "/active", "active.value", "urn:…:1.0:active" or {"User": {"active": false}}; or, in a name that
// is not a URN, one slip of the pen away from it: "memebers", "menbers", "actve", "Member". What
// stands in the brackets of a value path is no name, and attributes that only the profile leaves
// out are what they are.
const schema::Attribute* misnamed_attribute(const schema::ResourceType& type, std::string_view name,
                                            const json::Value& value);

}  // namespace provost::scim::resource
