#include "api/loop/await.h"
#include "api/scim/bulk.h"
#include "api/scim/cursor.h"
#include "api/scim/handlers.h"
#include "api/scim/reply.h"
#include "scim/message/message.h"

namespace provost::api::scim_api {
namespace {

// Searching the discovery endpoints is refused; all other parameters are ignored (standards.md
// DIS-3).
Result<void> refuse_filter(const Call& call) {
  if (call.query.find("filter") != nullptr) {
    return Error(Code::forbidden, "the discovery endpoints cannot be filtered");
  }
  return {};
}

}  // namespace

Answer service_provider_config(Call& call) {
  CO_TRY(refuse_filter(call));
  const Settings& settings = call.loop.settings;
  const scim::message::Features features{.page_size_default = settings.list.page_size_default,
                                         .page_size_max = settings.list.page_size_max,
                                         .cursor_lifetime_s = cursor_lifetime_s,
                                         .sort = true,
                                         .etag = true,
                                         .bulk = true,
                                         .bulk_operations_max = settings.bulk_operations_max,
                                         .bulk_bytes_max = bulk_bytes_max(settings)};
  co_return json_reply(200, scim::message::service_provider_config(features, call.base));
}

Answer resource_types(Call& call) {
  CO_TRY(refuse_filter(call));
  co_return json_reply(200, scim::message::resource_types(call.registry(), call.base));
}

Answer resource_type(Call& call) {
  CO_TRY_ASSIGN(std::string body,
                scim::message::resource_type(call.registry(), call.parameters.at(1), call.base));
  co_return json_reply(200, std::move(body));
}

Answer schemas(Call& call) {
  CO_TRY(refuse_filter(call));
  co_return json_reply(200, scim::message::schemas(call.registry(), call.base));
}

Answer schema(Call& call) {
  CO_TRY_ASSIGN(std::string body,
                scim::message::schema(call.registry(), call.parameters.at(1), call.base));
  co_return json_reply(200, std::move(body));
}

Answer me(Call&) {
  co_return Error(Code::not_implemented,
                  "/Me is not supported: a provisioning token does not stand for a user");
}

}  // namespace provost::api::scim_api
