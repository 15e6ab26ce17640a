#pragma once

#include <optional>

#include "api/admin/event_stream.h"
#include "log/shelf.h"

namespace provost::api::admin_api {

// Entries of the provisioning log as server-sent events while they are written, filtered by the
// query: after `place`. `id` is the entry's, so that a returning client says in Last-Event-ID where
// to continue. A summary comes when it begins. Code::overloaded.
Result<http::Response> log_stream(const AdminCall& call, const log::Query& query,
                                  std::int64_t place);

}  // namespace provost::api::admin_api
