#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "scim/schema/schema.h"

namespace provost::api {

inline constexpr std::size_t kept_body_bytes_max = 16 * 1024;

// The body of a SCIM request or answer as the provisioning log may keep it (issue 5 point 4): only
// attributes that the organisation's profile has for that resource type, and nothing that is
// discarded, as password is. What is left out is not there, or says so where its place matters;
// what is longer than kept_body_bytes_max is cut, and says so. Null `type`: one that no resource
// type belongs to, of which only the frame is kept. Empty for an empty body.
std::string kept_body(std::string_view body, const scim::schema::Registry& registry,
                      const scim::schema::ResourceType* type);

}  // namespace provost::api
