#include "api/admin/answer.h"

#include <utility>

#include <fmt/format.h>

#include "api/admin/handlers.h"
#include "api/admit.h"
#include "http/router.h"

namespace provost::api::admin_api {
namespace {

struct Route {
  Answer (*handler)(AdminCall&) = nullptr;
  const char* name = "";  // in the access log
};

// Every route of the administration interface. Parameter 0 is the organisation.
const http::Router<Route>& routes() {
  using http::Method;
  static const http::Router<Route> table({
      // clang-format off
      {Method::get,  "/api/v1/orgs/{org}/schemas",       {list_schemas,   "admin.list_schemas"}},
      {Method::post, "/api/v1/orgs/{org}/schemas",       {add_schema,     "admin.add_schema"}},
      {Method::get,  "/api/v1/orgs/{org}/schemas/{urn}", {get_schema,     "admin.get_schema"}},
      {Method::put,  "/api/v1/orgs/{org}/schemas/{urn}", {replace_schema, "admin.replace_schema"}},
      {Method::del,  "/api/v1/orgs/{org}/schemas/{urn}", {remove_schema,  "admin.remove_schema"}},
      // clang-format on
  });
  return table;
}

http::Response no_route_reply(const http::Request& request, const std::string& allow) {
  if (allow.empty()) {
    return problem_reply(
        Error(Code::not_found, fmt::format("there is nothing at {}", request.path)));
  }
  http::Response response =
      problem_reply(Error(Code::method_not_allowed, fmt::format("{} is not possible here; {} is",
                                                                request.method_text, allow)));
  response.headers.push_back({"Allow", allow});
  return response;
}

Answer routed(AdminCall& call, const Route& route) {
  CO_TRY_ASSIGN(call.operator_id,
                admit_operator(call.loop.directory, call.request.header("Authorization")));
  if (!call.query.ok) {
    co_return Error(Code::invalid_value,
                    "the query string has a % that starts no percent-encoded character");
  }
  co_return co_await route.handler(call);
}

}  // namespace

bool owns(std::string_view path) {
  return path == "/api" || path.starts_with("/api/");
}

boost::asio::awaitable<http::Response> answer(const Loop& loop, const http::Request& request) {
  http::Router<Route>::Match match = routes().match(request.method, request.path);
  if (match.value == nullptr) {
    co_return no_route_reply(request, match.allow);
  }
  AdminCall call{.loop = loop,
                 .request = request,
                 .query = http::parse_query(request.query),
                 .operator_id = {},
                 .parameters = std::move(match.parameters)};
  Result<http::Response> result = co_await routed(call, *match.value);
  http::Response response = result.has_error() ? problem_reply(result.error()) : std::move(*result);
  response.route = match.value->name;
  response.org = call.parameters.at(0);
  co_return response;
}

}  // namespace provost::api::admin_api
