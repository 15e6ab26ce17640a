#include "api/front/answer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <exception>
#include <string>

#include <fmt/format.h>

#include "api/admin/answer.h"
#include "api/admin/call.h"
#include "api/front/look.h"
#include "api/front/operations.h"
#include "api/loop/body_limit.h"
#include "api/loop/refusal.h"
#include "api/oauth/answer.h"
#include "api/scim/answer.h"
#include "api/scim/call_log.h"
#include "api/scim/reply.h"
#include "console/site.h"

namespace provost::api {
namespace {

using Reply = boost::asio::awaitable<http::Response>;

// One of the server's interfaces, with its own paths and error format.
struct Surface {
  bool (*owns)(std::string_view path);
  Reply (*answer)(const Loop& loop, const http::Request& request);
  http::Response (*error)(const Error& error);
  http::Response (*refusal)(int status, std::string_view reason);
  http::BodyLimit (*body_limit)(const Loop& loop, const http::Request& header);
};

Reply console_answer(const Loop& loop, const http::Request& request) {
  co_return console::embedded_site().answer(request, loop.random, look_of(loop, request));
}

http::Response problem(const Error& error) {
  return admin_api::problem_reply(error);
}

http::BodyLimit small_limit(const Loop& loop, const http::Request&) {
  return stranger_limit(loop.settings);
}

bool owns_the_rest(std::string_view) {
  return true;
}

// The first that owns a path answers it. Everything else belongs to the SCIM protocol, whose paths
// begin with an organisation.
constexpr std::array<Surface, 5> surfaces{{
    // clang-format off
    {operations::owns, operations::answer, scim_api::error_reply, scim_api::refusal,  small_limit},
    {console::owns,    console_answer,     scim_api::error_reply, scim_api::refusal,  small_limit},
    {admin_api::owns,  admin_api::answer,  problem,               admin_api::refusal, admin_api::body_limit},
    {oauth::owns,      oauth::answer,      scim_api::error_reply, scim_api::refusal,  small_limit},
    {owns_the_rest,    scim_api::answer,   scim_api::error_reply, scim_api::refusal,  scim_api::body_limit},
    // clang-format on
}};
constexpr const Surface& scim_surface = surfaces.back();

const Surface& surface_of(std::string_view path) {
  return *std::ranges::find_if(surfaces, [&](const Surface& one) { return one.owns(path); });
}

// Whether the spelling makes a detour, to one of our paths or to none. Clients of identity
// providers append "/Users" to a Tenant URL that ends in a slash (idp-clients.md §1.1) and are
// understood; any other second spelling of a path looks for a way around something in front of us.
bool makes_a_detour(const Surface& surface, http::Spelling spelling) {
  return spelling != http::Spelling::canonical &&
         (spelling != http::Spelling::other || &surface != &scim_surface);
}

http::Response detour_reply(const Loop& loop, const Surface& surface,
                            const http::Request& request) {
  scim_api::log_unrouted(loop, request, 404);
  return surface.error(
      Error(Code::not_found,
            fmt::format("there is nothing at {}: a path has no empty segments, no \".\" or \"..\", "
                        "and escapes only for what needs them",
                        told_path(request))));
}

// It is unknown here what has been done by then: half of a Bulk request, perhaps.
Error fault_of(const http::Request& request, const char* what) {
  return Error(Code::internal,
               fmt::format("the server failed; try again, and if it fails again give the "
                           "operator the request id {}",
                           request.id),
               what);
}

// A small request is read without checking first: the check would cost more than it saves.
bool is_small(const http::Request& header) {
  const std::string_view length = header.header("Content-Length");
  std::size_t bytes = 0;
  const auto [end, fault] = std::from_chars(length.data(), length.data() + length.size(), bytes);
  return !length.empty() && fault == std::errc() && end == length.data() + length.size() &&
         bytes <= small_body_bytes && header.header("Expect").empty();
}

}  // namespace

Reply answer(const Loop& loop, const http::Request& request) {
  const Surface& surface = surface_of(request.path);
  try {
    if (makes_a_detour(surface, request.spelling)) {
      co_return detour_reply(loop, surface, request);
    }
    co_return co_await surface.answer(loop, request);
  } catch (const store::StorageFault& fault) {
    co_return surface.error(fault.error);
  } catch (const std::exception& fault) {
    co_return surface.error(fault_of(request, fault.what()));
  }
}

// A caller refused for a credential before the body arrives is told the same as after it.
http::Response refusal(const http::Request* request, int status, std::string_view reason) {
  const Surface& surface = request == nullptr ? scim_surface : surface_of(request->path);
  if (request != nullptr && (status == 401 || status == 403)) {
    const Code code = status == 401 ? Code::unauthenticated : Code::forbidden;
    return surface.error(Error(code, std::string(reason)));
  }
  return surface.refusal(status, reason);
}

http::BodyLimit body_limit(const Loop& loop, const http::Request& header) {
  if (is_small(header)) {
    return {.bytes_max = loop.settings.body_bytes_max};
  }
  return surface_of(header.path).body_limit(loop, header);
}

}  // namespace provost::api
