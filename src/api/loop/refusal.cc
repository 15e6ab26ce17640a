#include "api/loop/refusal.h"

#include <string>

#include <fmt/format.h>

#include "base/outside_text.h"
#include "json/json.h"

namespace provost::api {
namespace {

constexpr std::size_t path_bytes_max = 512;
constexpr std::size_t cause_bytes_max = 2000;

}  // namespace

std::string told_path(const http::Request& request) {
  return outside_text(request.path, path_bytes_max);
}

void complete_refusal(http::Response& response, const Error& error, std::string_view realm) {
  if (error.code == Code::unauthenticated) {
    response.headers.push_back({"WWW-Authenticate", fmt::format("Bearer realm=\"{}\"", realm)});
  }
  if (error.retry_after_s > 0) {
    response.headers.push_back({"Retry-After", std::to_string(error.retry_after_s)});
  }
  if (!error.cause.empty()) {
    response.note = "\"cause\":";
    json::append_string(response.note, outside_text(error.cause, cause_bytes_max));
  }
}

}  // namespace provost::api
