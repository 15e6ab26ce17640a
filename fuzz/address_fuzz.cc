#include <string>

#include "api/admin/routes.h"
#include "api/scim/routes.h"
#include "base/text.h"
#include "check.h"
#include "http/path.h"

namespace {

using namespace provost;

// A row is reached by only one spelling of a path: its pattern, with the parameters filled in.
template <class Value>
void check_match(const http::Router<Value>& routes, const http::Request& request) {
  const auto match = routes.match(http::Method::get, request.path);
  if (match.value == nullptr) {
    hold(match.parameters.empty());
    return;
  }
  hold(!request.path.ends_with('/') && request.path.find("//") == std::string::npos);
  for (const std::string& parameter : match.parameters) {
    hold(!parameter.empty());
    if (request.spelling == http::Spelling::canonical) {
      hold(parameter != "." && parameter != ".." && is_valid_utf8(parameter));
    }
  }
}

}  // namespace

// Whatever target is sent, it has at most one path, which is canonical, and no other spelling of
// which the route tables know.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string target = '/' + std::string(as_text(data, size));
  http::Request request;
  http::set_target(request, target);
  hold(request.path.starts_with('/') && request.path.size() <= 3 * target.size());
  if (request.spelling != http::Spelling::none) {
    const http::TidyPath again = http::tidy_path(request.path);
    hold(again.text == request.path && again.spelling == http::Spelling::canonical);
    hold(http::tidy_path(request.path + '/').text == request.path);
  }
  check_match(api::scim_api::scim_routes(), request);
  check_match(api::admin_api::admin_routes(), request);
  return 0;
}
