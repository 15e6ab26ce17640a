#include "api/openapi.h"

#include <string>

namespace provost::api {

namespace embedded {
std::string_view embedded_file(std::string_view name);
}

std::string_view openapi_document() {
  return embedded::embedded_file("openapi.json");
}

http::Response openapi_reply() {
  http::Response response;
  response.headers.push_back({"Content-Type", "application/json"});
  response.body = std::string(openapi_document());
  response.route = "openapi";
  return response;
}

}  // namespace provost::api
