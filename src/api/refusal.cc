#include "api/refusal.h"

#include <string>

#include <fmt/format.h>

#include "json/json.h"

namespace provost::api {

void complete_refusal(http::Response& response, const Error& error, std::string_view realm) {
  if (error.code == Code::unauthenticated) {
    response.headers.push_back({"WWW-Authenticate", fmt::format("Bearer realm=\"{}\"", realm)});
  }
  if (error.retry_after_s > 0) {
    response.headers.push_back({"Retry-After", std::to_string(error.retry_after_s)});
  }
  if (!error.cause.empty()) {
    response.note = "\"cause\":";
    json::append_string(response.note, error.cause);
  }
}

}  // namespace provost::api
