#pragma once

#include <vector>

#include "simulate/attribute.h"
#include "simulate/options.h"
#include "simulate/world.h"

namespace provost::simulate {

inline constexpr std::string_view manager_path =
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager";

// What Entra's mapping makes of a user, without the reference attribute manager. `guide`: the
// three rows of integration-guide.md step 3. `entra_default`: the rows of a new application, where
// externalId comes from mailNickname (idp-clients.md §1.1).
std::vector<Attribute> map_user(const User& user, Mapping mapping);
std::vector<Attribute> map_group(const Group& group);

// What Okta sends of a user, without groups and password (idp-clients.md §3.1, row "create").
std::vector<Attribute> map_okta_user(const User& user);
// Okta's group push knows no externalId (§3.1, row "group push create").
std::vector<Attribute> map_okta_group(const Group& group);

}  // namespace provost::simulate
