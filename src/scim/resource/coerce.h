#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "json/json.h"
#include "scim/resource/read.h"
#include "scim/resource/resource.h"
#include "scim/schema/schema.h"

namespace provost::scim::resource {

// One simple value in the JSON type that its attribute wants (standards.md TYP-1 to TYP-8). Text is
// kept as sent. Unless `rules` are strict the text of a boolean in any letter case becomes that
// boolean (idp-clients.md P2), which is noted in `report` under `name`. Code::invalid_value.
Result<json::Value> coerce(const schema::Attribute& attribute, const json::Value& raw,
                           std::string_view name, const schema::ResourceType& type,
                           const Rules& rules, Report& report);

// The text for comparing two values of an attribute: equal texts, equal values (standards.md
// CHR-7).
std::string comparison_key(const schema::Attribute& attribute, const json::Value& value);

}  // namespace provost::scim::resource
