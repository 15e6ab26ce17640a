#pragma once

#include <optional>

#include "api/admin/event_stream.h"
#include "log/shelf.h"

namespace provost::api::admin_api {

// Entries of the provisioning log as they are written, as server-sent events, those alone that the
// query asks for: behind `place`. `id` is the entry's, so that a client that comes back says in
// Last-Event-ID where to go on. A summary comes when it begins. Code::overloaded.
Result<http::Response> log_stream(const AdminCall& call, const log::Query& query,
                                  std::int64_t place);

}  // namespace provost::api::admin_api
