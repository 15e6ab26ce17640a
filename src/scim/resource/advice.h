#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "json/json.h"
#include "scim/rules.h"
#include "scim/schema/schema.h"

namespace provost::scim::resource {

// A value as an error message shows it: JSON, cut after about 80 bytes; for an object or a list
// only its shape, `{"value":…}`. Messages are logged, and a secret may be in the wrong place.
std::string quote(const json::Value& value);
std::string quote(std::string_view text);
// The same where one of a few words belongs: anything but a short word is shown only by its length.
std::string quote_word(std::string_view text);

// " In Entra: Provisioning > Mappings > …, map userPrincipalName to userName.", the same in words
// that fit every identity provider when `rules` say that it is another one, or nothing when no
// mapping is known that would help.
std::string mapping_advice(const schema::Attribute& attribute, const schema::ResourceType& type,
                           const Rules& rules);
// " In Entra: Provisioning > Mappings > Provision Microsoft Entra ID Users, <what>.", or " In your
// identity provider's attribute mappings for Users, <what>."
std::string advice(std::string_view what, const schema::ResourceType& type, const Rules& rules);

// Code::invalid_value: "<name> must be <expected>, got <value>." and the advice for the attribute.
Error wrong_value(std::string_view name, std::string_view expected, const json::Value& value,
                  const schema::Attribute& attribute, const schema::ResourceType& type,
                  const Rules& rules);

}  // namespace provost::scim::resource
