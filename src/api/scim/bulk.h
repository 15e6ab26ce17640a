#pragma once

#include <cstddef>

#include "api/scim/call.h"

namespace provost::api::scim_api {

// The largest body of a BulkRequest, as it is advertised and held to. It cannot be more than what
// the server takes of any request.
std::size_t bulk_bytes_max(const Settings& settings);

}  // namespace provost::api::scim_api
