#include "console/site.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "console/negotiate.h"

namespace provost::console {
namespace {

constexpr std::string_view bare_root = "/console";
constexpr std::string_view root = "/console/";
constexpr std::string_view index_path = "index.html";
constexpr std::string_view assets = "assets/";

constexpr std::array<std::pair<std::string_view, const char*>, 13> content_types{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".txt", "text/plain; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".woff", "font/woff"},
}};

const char* content_type(std::string_view path) {
  for (const auto& [ending, type] : content_types) {
    if (path.ends_with(ending)) {
      return type;
    }
  }
  return "application/octet-stream";
}

// Anything but a page loads and runs nothing, should a browser be tricked into showing it as one.
constexpr const char* policy_of_files = "default-src 'none'; frame-ancestors 'none'";

std::string policy_of_pages(std::string_view nonce, std::string_view frame_ancestors) {
  return fmt::format(
      "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{}'; img-src 'self' data:; "
      "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; "
      "frame-ancestors {}",
      nonce, frame_ancestors);
}

http::Response reply(int status, std::string policy = policy_of_files) {
  http::Response response;
  response.status = status;
  response.route = "console";
  response.headers = {
      {"Content-Security-Policy", std::move(policy)},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Permissions-Policy",
       "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"},
  };
  return response;
}

http::Response say(int status, std::string text) {
  http::Response response = reply(status);
  response.headers.push_back({"Content-Type", "text/plain; charset=utf-8"});
  response.headers.push_back({"Cache-Control", "no-store"});
  response.body = std::move(text);
  return response;
}

// The path of a request does not tell (http/path.h), but relative links on a page depend on it.
bool ends_in_slash(const http::Request& request) {
  return request.target.substr(0, request.target.find('?')).ends_with('/');
}

http::Response redirect(int status, std::string_view query) {
  http::Response response = say(status, "the console is at /console/\n");
  std::string location(root);
  if (!query.empty()) {
    location += '?';
    location += query;
  }
  response.headers.push_back({"Location", std::move(location)});
  return response;
}

// The form in which a file is sent. Each has its own entity tag (RFC 9110 §8.8.3).
struct Form {
  std::string_view content;
  std::string tag;
  bool is_gzip = false;
};

Form choose_form(const File& file, const http::Request& request) {
  if (!file.gzip.empty() && accepts_gzip(request.header("Accept-Encoding"))) {
    return {file.gzip, fmt::format("\"{}-gzip\"", file.digest), true};
  }
  return {file.content, fmt::format("\"{}\"", file.digest), false};
}

http::Response file_reply(const File& file, const http::Request& request) {
  const Form form = choose_form(file, request);
  const bool is_known = names_tag(request.header("If-None-Match"), form.tag);
  http::Response response = reply(is_known ? 304 : 200);
  response.headers.push_back({"ETag", form.tag});
  response.headers.push_back({"Cache-Control", file.path.starts_with(assets)
                                                   ? "public, max-age=31536000, immutable"
                                                   : "no-cache"});
  if (!file.gzip.empty()) {
    response.headers.push_back({"Vary", "Accept-Encoding"});
  }
  if (is_known) {
    return response;
  }
  response.headers.push_back({"Content-Type", content_type(file.path)});
  if (form.is_gzip) {
    response.headers.push_back({"Content-Encoding", "gzip"});
  }
  response.body = std::string(form.content);
  return response;
}

std::string make_nonce(Random& random) {
  std::array<std::uint8_t, 16> bytes{};
  random.fill(bytes);
  return to_hex(bytes);
}

// For the text of an element and for quoted attribute values.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

// In a single pass, so that a placeholder in somebody's name stays as it is.
std::string filled(std::string_view page, std::string_view nonce, const Look& look) {
  const std::array<std::pair<std::string_view, std::string>, 6> marks{{
      {"__CSP_NONCE__", std::string(nonce)},
      {"__PRODUCT_NAME__", escaped(look.product_name)},
      {"__BRANDING__", escaped(look.branding)},
      {"__BRANDED__", look.is_branded ? "true" : "false"},
      {"__AUDIENCE__", look.is_for_operator ? "operator" : "people"},
      {"__ACCENT__", escaped(look.accent)},
  }};
  std::string out;
  out.reserve(page.size() + look.branding.size() + 256);
  for (std::size_t at = page.find("__"); at != std::string_view::npos; at = page.find("__")) {
    out += page.substr(0, at);
    page.remove_prefix(at);
    const auto mark =
        std::ranges::find_if(marks, [&](const auto& one) { return page.starts_with(one.first); });
    out += mark == marks.end() ? "__" : mark->second;
    page.remove_prefix(mark == marks.end() ? 2 : mark->first.size());
  }
  out += page;
  return out;
}

}  // namespace

bool owns(std::string_view path) {
  return path == "/" || path == bare_root || path.starts_with(root);
}

Site::Site(std::span<const File> files) {
  for (const File& file : files) {
    files_.emplace(file.path, file);
  }
  const auto index = files_.find(index_path);
  if (index == files_.end()) {
    throw std::logic_error("the console has no index.html");
  }
  index_ = index->second.content;
}

http::Response Site::answer(const http::Request& request, Random& random, const Look& look) const {
  if (request.method != http::Method::get && request.method != http::Method::head) {
    http::Response response = say(405, "method not allowed\n");
    response.headers.push_back({"Allow", "GET, HEAD"});
    return response;
  }
  if (request.path == "/") {
    return redirect(302, {});
  }
  if (request.path == bare_root && !ends_in_slash(request)) {
    return redirect(301, request.query);
  }
  return get(request, random, look);
}

http::Response Site::get(const http::Request& request, Random& random, const Look& look) const {
  const std::string_view path =
      std::string_view(request.path).substr(std::min(root.size(), request.path.size()));
  const auto found = files_.find(path);
  if (found != files_.end() && path != index_path) {
    return file_reply(found->second, request);
  }
  if (path.starts_with(assets)) {
    return say(404, "this console has no such file; reload the page\n");
  }
  return page(random, look);
}

http::Response Site::page(Random& random, const Look& look) const {
  const std::string nonce = make_nonce(random);
  http::Response response = reply(200, policy_of_pages(nonce, look.frame_ancestors));
  response.headers.push_back({"Content-Type", content_type(index_path)});
  response.headers.push_back({"Cache-Control", "no-store"});
  response.body = filled(index_, nonce, look);
  return response;
}

const Site& embedded_site() {
  static const Site site(embedded_files());
  return site;
}

}  // namespace provost::console
