#pragma once

#include <cstdint>

#include "api/admin/event_stream.h"

namespace provost::api::admin_api {

// The changes beyond `after` as server-sent events, and those to come: `id` is the number, so that
// a returning client says in Last-Event-ID where to continue. It ends with an event `gone` when a
// change was trimmed before it was sent. Code::overloaded.
Result<http::Response> change_stream(const AdminCall& call, std::int64_t after);

}  // namespace provost::api::admin_api
