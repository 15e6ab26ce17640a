#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "scim/schema/schema.h"

namespace provost::api::scim_api {

inline constexpr std::size_t kept_body_bytes_max = 16 * 1024;

// The body of a SCIM request or answer as the provisioning log may keep it: only attributes that
// the organisation's profile has for that resource type, and nothing that is discarded, such as
// password. Omitted parts are missing, or marked where their place matters; text longer than
// kept_body_bytes_max is cut, with a mark. Null `type`: a body without a resource type; only its
// frame is kept. Empty for an empty body.
std::string kept_body(std::string_view body, const scim::schema::Registry& registry,
                      const scim::schema::ResourceType* type);

}  // namespace provost::api::scim_api
