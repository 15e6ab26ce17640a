#pragma once

#include <boost/asio/awaitable.hpp>

#include "api/scim/call.h"
#include "base/result.h"
#include "http/message.h"

// The SCIM handlers: read the request, call the use case, write the answer.
namespace provost::api::scim_api {

using Answer = boost::asio::awaitable<Result<http::Response>>;

Answer list_resources(Call& call);
// RFC 7644 §3.4.3: the same with the parameters in the body.
Answer search_resources(Call& call);
// RFC 7644 §3.4.2.1: over all resource types.
Answer list_everything(Call& call);
Answer search_everything(Call& call);
Answer create_resource(Call& call);
Answer get_resource(Call& call);
Answer replace_resource(Call& call);
Answer patch_resource(Call& call);
Answer delete_resource(Call& call);
// RFC 7644 §3.7.
Answer bulk(Call& call);

Answer service_provider_config(Call& call);
Answer resource_types(Call& call);
Answer resource_type(Call& call);
Answer schemas(Call& call);
Answer schema(Call& call);
// RFC 7644 §3.11: a provisioning token has no user of its own, so 501.
Answer me(Call& call);

}  // namespace provost::api::scim_api
