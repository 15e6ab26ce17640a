#include "api/scim/answer.h"

#include <algorithm>
#include <memory>
#include <utility>

#include <fmt/compile.h>

#include "api/loop/body_limit.h"
#include "api/loop/refusal.h"
#include "api/loop/room.h"
#include "api/scim/admit.h"
#include "api/scim/bulk.h"
#include "api/scim/call_log.h"
#include "api/scim/reply.h"
#include "api/scim/routes.h"
#include "json/json.h"
#include "scim/version.h"

namespace provost::api::scim_api {
namespace {

// The version named in a path where a Tenant URL has its version, or right after it.
std::string_view version_in(std::string_view path) {
  constexpr std::string_view base = "/scim/";
  const std::size_t at = path.find(base);
  std::string_view rest = at == std::string_view::npos ? "" : path.substr(at + base.size());
  std::string_view segment = rest.substr(0, rest.find('/'));
  if (scim::is_our_version(segment)) {
    rest.remove_prefix(std::min(segment.size() + 1, rest.size()));
    segment = rest.substr(0, rest.find('/'));
  }
  return scim::names_version(segment) ? segment : std::string_view();
}

http::Response no_route_reply(const http::Request& request,
                              const http::Router<Route>::Match& match) {
  const std::string_view version = version_in(request.path);
  if (match.allow.empty() && !version.empty()) {
    return error_reply(scim::other_version(version));
  }
  // No schema has this id: searches have their own routes (standards.md SCH-4).
  const bool is_search = request.method == http::Method::post && request.path.ends_with("/.search");
  if (match.allow.empty() || is_search) {
    return error_reply(Error(Code::not_found, fmt::format("there is nothing at {}; a Tenant URL is "
                                                          "https://<host>/<organisation>/scim/v2",
                                                          told_path(request))));
  }
  http::Response response =
      error_reply(Error(Code::method_not_allowed, fmt::format("{} is not possible here; {} is",
                                                              request.method_text, match.allow)));
  response.headers.push_back({"Allow", match.allow});
  return response;
}

// Fills in the caller; routes open to all need none.
Result<void> admit_call(const Loop& loop, const Route& route, Call& call) {
  if (route.access == Access::open) {
    return {};
  }
  TRY_ASSIGN(Admission admission,
             admit(loop.directory, call.parameters.at(0), call.request.header("Authorization"),
                   call.request.peer_address));
  call.admission = std::make_shared<const Admission>(std::move(admission));
  call.org = call.admission->org;
  call.token_id = call.admission->token_id;
  TRY(check_room(loop, call.parameters.at(0)));
  loop.usage.note(call.org_key(), call.token_id, call.now, call.request.peer_address,
                  call.request.header("User-Agent"));
  if (!call.query.ok) {
    return Error(
        Code::invalid_value,
        "the query string is not percent-encoded UTF-8: a % starts no escape there, or the "
        "bytes are no characters");
  }
  return {};
}

Answer admit_and_handle(const Route& route, Call& call) {
  CO_TRY(admit_call(call.loop, route, call));
  CO_TRY_ASSIGN(http::Response response, co_await route.handler(call));
  CO_TRY(hold_answer(call.loop, call.parameters.at(0), is_read(call.request), response));
  co_return response;
}

}  // namespace

boost::asio::awaitable<http::Response> answer(const Loop& loop, const http::Request& request) {
  http::Router<Route>::Match match = scim_routes().match(request.method, request.path);
  if (match.value == nullptr) {
    http::Response response = no_route_reply(request, match);
    log_unrouted(loop, request, response.status);
    co_return response;
  }
  Call call{
      .loop = loop,
      .request = request,
      .now = loop.clock.now(),
      .query = http::parse_query(request.query),
      .org = nullptr,
      .token_id = {},
      .base = fmt::format(FMT_COMPILE("{}/{}/scim/v2"), request.base_url, match.parameters.at(0)),
      .parameters = std::move(match.parameters)};
  CallLog log(call, *match.value);
  Result<http::Response> result = co_await admit_and_handle(*match.value, call);
  http::Response response;
  if (result.has_error()) {
    const Error error = std::move(result).error();
    response = error_reply(error);
    log.finish(response, &error);
  } else {
    response = std::move(*result);
    log.finish(response, nullptr);
  }
  response.route = match.value->name;
  response.org = call.parameters.at(0);
  co_return response;
}

http::Response refusal(int status, std::string_view reason) {
  std::string body = R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":")";
  body += std::to_string(status);
  body += R"(","detail":)";
  json::append_string(body, reason);
  body += '}';
  return json_reply(status, std::move(body));
}

http::BodyLimit body_limit(const Loop& loop, const http::Request& header) {
  const http::Router<Route>::Match match = scim_routes().match(header.method, header.path);
  if (match.value == nullptr || match.value->access == Access::open) {
    return stranger_limit(loop.settings);
  }
  const Result<Admission> admission = admit(loop.directory, match.parameters.at(0),
                                            header.header("Authorization"), header.peer_address);
  if (admission.has_error()) {
    return refused_limit(loop.settings, admission.error());
  }
  http::BodyLimit limit = admitted_limit(loop.settings, match.parameters.at(0));
  if (match.value->body == Body::bulk) {
    limit.bytes_max = bulk_bytes_max(loop.settings);
    limit.called = "maxPayloadSize";
  }
  return limit;
}

}  // namespace provost::api::scim_api
