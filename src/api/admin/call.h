#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "admin/schemas.h"
#include "api/call.h"
#include "base/result.h"
#include "http/message.h"
#include "json/json.h"

namespace provost::api::admin_api {

// One request to the administration interface after admission: which operator asks for what.
struct AdminCall {
  const Loop& loop;
  const http::Request& request;
  http::QueryParameters query;
  std::string operator_id;
  std::vector<std::string> parameters;  // of the route, decoded

  admin::Author author() const { return {"operator:" + operator_id, request.id}; }
};

using Answer = boost::asio::awaitable<Result<http::Response>>;

// What requests have in common.

// The organisation that parameter 0 of the path names: Code::not_found.
Result<std::shared_ptr<const OrgSnapshot>> organisation_of(const AdminCall& call);
// The JSON body, an object. Code::unsupported_media, payload_too_large, invalid_syntax.
Result<json::Object> body_of(const AdminCall& call);
// A query parameter that is true or false, and false when absent; Code::invalid_value.
Result<bool> flag_of(const AdminCall& call, std::string_view name);

// What answers have in common.

http::Response json_reply(int status, const json::Value& body);
// RFC 9457, with WWW-Authenticate or Retry-After where the status asks for it.
http::Response problem_reply(const Error& error);

}  // namespace provost::api::admin_api
