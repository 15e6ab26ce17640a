#include "api/origin.h"

#include <memory>
#include <utility>

#include "base/text.h"
#include "json/json.h"

namespace provost::api {
namespace {

constexpr std::size_t bytes_max = 512;

// Headers and paths may be any bytes; the journal holds text.
std::string text_of(std::string_view bytes) {
  std::string text(bytes.substr(0, bytes_max));
  if (!is_valid_utf8(text)) {
    for (char& c : text) {
      c = static_cast<unsigned char>(c) < 0x80 ? c : '?';
    }
  }
  return text;
}

std::string_view host_of(std::string_view base_url) {
  const std::size_t scheme = base_url.find("://");
  return scheme == std::string_view::npos ? base_url : base_url.substr(scheme + 3);
}

}  // namespace

store::Origin origin_of(const http::Request& request) {
  const std::pair<const char*, std::string_view> members[] = {
      {"{\"ip\":", request.peer_address},
      {",\"host\":", host_of(request.base_url)},
      {",\"userAgent\":", request.header("User-Agent")},
      {",\"referer\":", request.header("Referer")},
      {",\"method\":", request.method_text},
      {",\"path\":", request.path}};
  std::string out;
  for (const auto& [name, value] : members) {
    out += name;
    json::append_string(out, text_of(value));
  }
  out += '}';
  return std::make_shared<const std::string>(std::move(out));
}

}  // namespace provost::api
