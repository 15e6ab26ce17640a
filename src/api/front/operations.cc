#include "api/front/operations.h"

#include <string>
#include <utility>

#include "api/front/openapi.h"
#include "log/log.h"

namespace provost::api::operations {
namespace {

http::Response plain_reply(int status, std::string body) {
  http::Response response;
  response.status = status;
  response.headers.push_back({"Content-Type", "text/plain; charset=utf-8"});
  response.body = std::move(body);
  return response;
}

// A failing log does not affect readiness, but is reported here. Strangers can read this, so it
// contains no path or file name; those are in the server's log.
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

http::Response reply(const Loop& loop, const http::Request& request) {
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
  return readiness_reply(loop.system.store.health(), loop.log.health());
}

}  // namespace

bool owns(std::string_view path) {
  return path == "/healthz" || path == "/readyz" || path == openapi_path;
}

boost::asio::awaitable<http::Response> answer(const Loop& loop, const http::Request& request) {
  co_return reply(loop, request);
}

}  // namespace provost::api::operations
