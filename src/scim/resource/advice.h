#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "json/json.h"
#include "scim/schema/schema.h"

namespace provost::scim::resource {

// A value as an error message shows it: JSON, cut after about 80 bytes.
std::string quote(const json::Value& value);
std::string quote(std::string_view text);

// " In Entra: Provisioning > Mappings > …, map userPrincipalName to userName.", or nothing when no
// mapping is known that would help.
std::string entra_advice(const schema::Attribute& attribute, const schema::ResourceType& type);

// Code::invalid_value: "<name> must be <expected>, got <value>." and the advice for the attribute.
Error wrong_value(std::string_view name, std::string_view expected, const json::Value& value,
                  const schema::Attribute& attribute, const schema::ResourceType& type);

}  // namespace provost::scim::resource
