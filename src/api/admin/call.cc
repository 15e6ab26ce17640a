#include "api/admin/call.h"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "api/media_type.h"
#include "api/refusal.h"
#include "base/text.h"
#include "scim/message/message.h"

namespace provost::api::admin_api {
namespace {

constexpr std::size_t body_bytes_max = 256 * 1024;
constexpr json::Limits body_limits{
    .depth_max = 16, .string_bytes_max = 64 * 1024, .values_max = 20'000};

// The names that RFC 9110 §15 gives to statuses: what a problem of the type about:blank is called.
constexpr std::array<std::pair<int, std::string_view>, 14> titles{{{400, "Bad Request"},
                                                                   {401, "Unauthorized"},
                                                                   {403, "Forbidden"},
                                                                   {404, "Not Found"},
                                                                   {405, "Method Not Allowed"},
                                                                   {406, "Not Acceptable"},
                                                                   {409, "Conflict"},
                                                                   {412, "Precondition Failed"},
                                                                   {413, "Content Too Large"},
                                                                   {415, "Unsupported Media Type"},
                                                                   {429, "Too Many Requests"},
                                                                   {500, "Internal Server Error"},
                                                                   {501, "Not Implemented"},
                                                                   {503, "Service Unavailable"}}};

std::string_view title_of(int status) {
  for (const auto& [number, title] : titles) {
    if (number == status) {
      return title;
    }
  }
  return "Error";
}

}  // namespace

Result<std::shared_ptr<const OrgSnapshot>> organisation_of(const AdminCall& call) {
  const std::string& id = call.parameters.at(0);
  std::shared_ptr<const OrgSnapshot> org = call.loop.directory.find(id);
  if (!org) {
    return Error(Code::not_found, fmt::format("there is no organisation \"{}\"", id));
  }
  return org;
}

Result<json::Object> body_of(const AdminCall& call) {
  if (!iequals(media_type_of(call.request.header("Content-Type")), "application/json")) {
    return Error(Code::unsupported_media, "Content-Type must be application/json");
  }
  if (call.request.body.size() > body_bytes_max) {
    return Error(Code::payload_too_large,
                 fmt::format("the body is longer than {} bytes", body_bytes_max));
  }
  TRY_ASSIGN(json::Value body, json::parse(call.request.body, body_limits));
  if (!body.is_object()) {
    return Error(Code::invalid_syntax, "the body must be a JSON object");
  }
  return std::move(body.get_object());
}

Result<bool> flag_of(const AdminCall& call, std::string_view name) {
  for (const auto& [key, value] : call.query.items) {
    if (key != name) {
      continue;
    }
    if (value != "true" && value != "false") {
      return Error(Code::invalid_value,
                   fmt::format("{} is true or false, not \"{}\"", name, value));
    }
    return value == "true";
  }
  return false;
}

http::Response json_reply(int status, const json::Value& body) {
  http::Response response;
  response.status = status;
  response.headers.push_back({"Content-Type", "application/json"});
  response.body = json::write(body);
  return response;
}

http::Response problem_reply(const Error& error) {
  const int status = scim::message::form_of(error.code).status;
  http::Response response = json_reply(
      status,
      json::Object{{"title", title_of(status)}, {"status", status}, {"detail", error.detail}});
  response.headers.front().value = "application/problem+json";
  complete_refusal(response, error, "administration");
  return response;
}

}  // namespace provost::api::admin_api
