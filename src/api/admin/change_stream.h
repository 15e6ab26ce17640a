#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "api/admin/call.h"
#include "http/body_source.h"

namespace provost::api::admin_api {

// How many streams an event loop may have: each asks for news again and again.
inline constexpr std::size_t streams_per_loop_max = 100;

// Whether the client asks for server-sent events.
bool wants_stream(const AdminCall& call);

// The changes beyond `after` as server-sent events, and those to come: `id` is the number, so that
// a client that comes back says in Last-Event-ID where to go on. A comment shows every 15 seconds
// that the stream is alive. It ends when the server stops, when the caller's credential, right or
// organisation is gone, and with an event `gone` when a change was trimmed before it was sent.
// Code::overloaded when the loop has as many streams as it may.
Result<http::Response> change_stream(const AdminCall& call, std::int64_t after);

}  // namespace provost::api::admin_api
