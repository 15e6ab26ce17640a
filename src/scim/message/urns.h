#pragma once

#include <string_view>

namespace provost::scim::message {

inline constexpr std::string_view error_urn = "urn:ietf:params:scim:api:messages:2.0:Error";
inline constexpr std::string_view list_urn = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
inline constexpr std::string_view search_urn =
    "urn:ietf:params:scim:api:messages:2.0:SearchRequest";
inline constexpr std::string_view config_urn =
    "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";
inline constexpr std::string_view resource_type_urn =
    "urn:ietf:params:scim:schemas:core:2.0:ResourceType";
inline constexpr std::string_view schema_urn = "urn:ietf:params:scim:schemas:core:2.0:Schema";

}  // namespace provost::scim::message
