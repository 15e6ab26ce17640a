#pragma once

#include <string_view>
#include <vector>

#include "log/entry.h"
#include "scim/resource/resource.h"

namespace provost::api::scim_api {

// What the provisioning log remarks on a request that was carried out (design §2.13).

// What the server did on its own.
std::vector<log::Remark> remarks_of(const scim::Report& report);

// Whether a userName is that of somebody in Entra's recycle bin, where the object id without dashes
// stands in front of the name, so that the name can be given to another.
bool is_tombstone(std::string_view user_name);

// Whether an externalId is made for people, as Entra's default source mailNickname is, and not the
// key of an object: no UUID, no number, and none of the long random texts of other identity
// providers.
bool is_nickname(std::string_view external_id);

}  // namespace provost::api::scim_api
