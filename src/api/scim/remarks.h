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

}  // namespace provost::api::scim_api
