#pragma once

#include "base/result.h"
#include "scim/resource/resource.h"
#include "scim/rules.h"

namespace provost::scim::resource {

// Shapes the body of a POST, or of a PUT when `current` is the stored document: names become
// canonical, readOnly attributes are ignored, null and [] are unassigned, "True" becomes true,
// identity providers' forms of manager and roles become the schema's (scim/dialect), defaults are
// filled in. A PUT keeps immutable values that the body omits, and lists members as a full
// replacement when the body has the attribute or omits it (RFC 7644 §3.5.1).
Result<Draft> read(const json::Value& body, const schema::ResourceType& type, const Rules& rules,
                   const json::Object* current = nullptr);

}  // namespace provost::scim::resource
