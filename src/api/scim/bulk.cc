#include "api/scim/bulk.h"

#include <algorithm>

#include <fmt/format.h>

#include "api/loop/room.h"
#include "api/scim/bulk_run.h"
#include "api/scim/handlers.h"
#include "api/scim/reply.h"

namespace provost::api::scim_api {
namespace {

// The server applies the limit before it reads a body (api::body_limit); this check holds without
// it too (standards.md BLK-7).
Result<void> check_size(const Call& call) {
  const std::size_t bytes_max = bulk_bytes_max(call.loop.settings);
  if (call.request.body.size() > bytes_max) {
    return Error(
        Code::payload_too_large,
        fmt::format("the request has {} bytes, and maxPayloadSize is {}: nothing was done, "
                    "send it in parts",
                    call.request.body.size(), bytes_max));
  }
  return {};
}

}  // namespace

std::size_t bulk_bytes_max(const Settings& settings) {
  return std::min(settings.bulk_bytes_max, settings.body_bytes_max);
}

Answer bulk(Call& call) {
  CO_TRY(check_size(call));
  const auto read_body = [&]() -> Result<scim::bulk::Request> {
    TRY_ASSIGN(json::Value body, body_of(call));
    return scim::bulk::read(std::move(body), call.registry(), call.rules(),
                            {.operations_max = call.loop.settings.bulk_operations_max});
  };
  CO_TRY_ASSIGN(scim::bulk::Request request,
                co_await work_on_bytes<scim::bulk::Request>(call.loop, call.org->org.id.str(),
                                                            call.request.body.size(), read_body));
  BulkRun run(call, std::move(request));
  co_await run.run();
  run.note();
  co_return run.reply();
}

}  // namespace provost::api::scim_api
