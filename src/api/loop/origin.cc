#include "api/loop/origin.h"

#include <memory>
#include <utility>

#include "base/outside_text.h"
#include "base/url.h"
#include "json/json.h"

namespace provost::api {
namespace {

constexpr std::size_t bytes_max = 512;

}  // namespace

store::Origin origin_of(const http::Request& request, std::string_view operator_name,
                        std::string_view contact_name) {
  const std::pair<const char*, std::string_view> members[] = {
      {"{\"ip\":", request.peer_address},
      {",\"host\":", authority_in(request.base_url)},
      {",\"userAgent\":", request.header("User-Agent")},
      {",\"referer\":", request.header("Referer")},
      {",\"method\":", request.method_text},
      {",\"path\":", request.path}};
  std::string out;
  for (const auto& [name, value] : members) {
    out += name;
    json::append_string(out, outside_text(value, bytes_max));
  }
  const std::pair<const char*, std::string_view> people[] = {{",\"operator\":", operator_name},
                                                             {",\"contact\":", contact_name}};
  for (const auto& [member, name] : people) {
    if (!name.empty()) {
      out += member;
      json::append_string(out, outside_text(name, bytes_max));
    }
  }
  out += '}';
  return std::make_shared<const std::string>(std::move(out));
}

}  // namespace provost::api
