#include "api/answer.h"

#include <algorithm>
#include <exception>

#include <fmt/compile.h>

#include "api/admin/answer.h"
#include "api/admin/call.h"
#include "api/admit.h"
#include "api/call_log.h"
#include "api/look.h"
#include "api/oauth/answer.h"
#include "api/openapi.h"
#include "api/refusal.h"
#include "api/room.h"
#include "api/routes.h"
#include "api/scim/reply.h"
#include "console/site.h"
#include "json/json.h"
#include "scim/version.h"

namespace provost::api {
namespace {

http::Response plain_reply(int status, std::string body) {
  http::Response response;
  response.status = status;
  response.headers.push_back({"Content-Type", "text/plain; charset=utf-8"});
  response.body = std::move(body);
  return response;
}

// The log harms nobody's readiness, but who looks shall see that something is wrong with it.
// Strangers look too: they get no path and no file's name, which are in the server's log.
http::Response readiness_reply(const Result<void>& store, const log::Health& log) {
  std::string body = store.has_error() ? store.error().detail + "\n" : "ready\n";
  if (!log.problem.empty()) {
    body += "provisioning log: it cannot be written; the server's log says why\n";
  }
  if (!log.set_aside.empty()) {
    body += "provisioning log: it was damaged and set aside; the server's log says where\n";
  }
  return plain_reply(store.has_error() ? 503 : 200, std::move(body));
}

// What belongs to no organisation and is open to all: /healthz says that the process answers,
// /readyz that the store takes writes, and the OpenAPI document how to talk to it.
bool is_operations_path(std::string_view path) {
  return path == "/healthz" || path == "/readyz" || path == openapi_path;
}

std::optional<http::Response> operations_reply(const Loop& loop, store::Store& store,
                                               const http::Request& request) {
  if (!is_operations_path(request.path)) {
    return std::nullopt;
  }
  if (request.method != http::Method::get && request.method != http::Method::head) {
    http::Response response = plain_reply(405, "method not allowed\n");
    response.headers.push_back({"Allow", "GET, HEAD"});
    return response;
  }
  if (request.path == openapi_path) {
    return openapi_reply();
  }
  if (request.path == "/healthz") {
    return plain_reply(200, "ok\n");
  }
  return readiness_reply(store.health(), loop.log.health());
}

// What makes a detour to a path of ours, or to none at all. Clients of identity providers join a
// Tenant URL that ends in a slash with "/Users" (idp-clients.md §1.1) and are understood; whatever
// else is sent a second spelling of a path is looking for a way around something in front of us.
std::optional<http::Response> strange_path_reply(const Loop& loop, const http::Request& request) {
  const bool is_tenants = !console::owns(request.path) && !admin_api::owns(request.path) &&
                          !oauth::owns(request.path) && !is_operations_path(request.path);
  if (request.spelling == http::Spelling::canonical ||
      (request.spelling == http::Spelling::other && is_tenants)) {
    return std::nullopt;
  }
  const Error error(Code::not_found,
                    fmt::format("there is nothing at {}: a path has no empty segments, no \".\" or "
                                "\"..\", and escapes only for what needs them",
                                told_path(request)));
  log_unrouted(loop, request, 404);
  return admin_api::owns(request.path) ? admin_api::problem_reply(error)
                                       : scim_api::error_reply(error);
}

// The version that a path asks for where a Tenant URL has its own, or right behind that one.
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
    return scim_api::error_reply(scim::other_version(version));
  }
  // No schema has this id: searches have routes of their own (standards.md SCH-4).
  const bool is_search = request.method == http::Method::post && request.path.ends_with("/.search");
  if (match.allow.empty() || is_search) {
    return scim_api::error_reply(
        Error(Code::not_found, fmt::format("there is nothing at {}; a Tenant URL is "
                                           "https://<host>/<organisation>/scim/v2",
                                           told_path(request))));
  }
  http::Response response = scim_api::error_reply(
      Error(Code::method_not_allowed,
            fmt::format("{} is not possible here; {} is", request.method_text, match.allow)));
  response.headers.push_back({"Allow", match.allow});
  return response;
}

// Fills in who calls; what routes open to all answer needs none.
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

scim_api::Answer admit_and_handle(const Route& route, Call& call) {
  CO_TRY(admit_call(call.loop, route, call));
  CO_TRY_ASSIGN(http::Response response, co_await route.handler(call));
  CO_TRY(hold_answer(call.loop, call.parameters.at(0), is_read(call.request), response));
  co_return response;
}

boost::asio::awaitable<http::Response> routed_reply(const Loop& loop,
                                                    const http::Request& request) {
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
    response = scim_api::error_reply(error);
    log.finish(response, &error);
  } else {
    response = std::move(*result);
    log.finish(response, nullptr);
  }
  response.route = match.value->name;
  response.org = call.parameters.at(0);
  co_return response;
}

http::Response error_reply(const http::Request& request, const Error& error) {
  return admin_api::owns(request.path) ? admin_api::problem_reply(error)
                                       : scim_api::error_reply(error);
}

// What had been done by then is not known here: of a Bulk request it may be half.
http::Response fault_reply(const http::Request& request, const char* what) {
  const Error error(Code::internal,
                    fmt::format("the server failed; try again, and if it fails again give the "
                                "operator the request id {}",
                                request.id),
                    what);
  return error_reply(request, error);
}

// What a request is told that is refused for its credential before its body has come: the same as
// after it.
std::optional<http::Response> credential_refusal(const http::Request* request, int status,
                                                 std::string_view reason) {
  if (request == nullptr || (status != 401 && status != 403)) {
    return std::nullopt;
  }
  const Error error(status == 401 ? Code::unauthenticated : Code::forbidden, std::string(reason));
  return error_reply(*request, error);
}

}  // namespace

boost::asio::awaitable<http::Response> answer(const Loop& loop, store::Store& store,
                                              const http::Request& request) {
  try {
    if (std::optional<http::Response> response = strange_path_reply(loop, request)) {
      co_return std::move(*response);
    }
    if (std::optional<http::Response> response = operations_reply(loop, store, request)) {
      co_return std::move(*response);
    }
    if (console::owns(request.path)) {
      co_return console::embedded_site().answer(request, loop.random, look_of(loop, request));
    }
    if (admin_api::owns(request.path)) {
      co_return co_await admin_api::answer(loop, request);
    }
    if (oauth::owns(request.path)) {
      co_return co_await oauth::answer(loop, request);
    }
    co_return co_await routed_reply(loop, request);
  } catch (const store::StorageFault& fault) {
    co_return error_reply(request, fault.error);
  } catch (const std::exception& fault) {
    co_return fault_reply(request, fault.what());
  }
}

http::Response refusal(const http::Request* request, int status, std::string_view reason) {
  if (std::optional<http::Response> response = credential_refusal(request, status, reason)) {
    return std::move(*response);
  }
  if (request != nullptr && admin_api::owns(request->path)) {
    return admin_api::problem_with(status, {{"detail", reason}});
  }
  std::string body = R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":")";
  body += std::to_string(status);
  body += R"(","detail":)";
  json::append_string(body, reason);
  body += '}';
  return scim_api::json_reply(status, std::move(body));
}

}  // namespace provost::api
