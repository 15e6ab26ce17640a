#include "api/admin/call.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "admin/people/members.h"
#include "api/loop/callers.h"
#include "api/loop/media_type.h"
#include "api/loop/presented.h"
#include "api/loop/refusal.h"
#include "base/text.h"
#include "scim/message/message.h"

namespace provost::api::admin_api {
namespace {

constexpr std::size_t body_bytes_max = 256 * 1024;
constexpr json::Limits body_limits{
    .depth_max = 16, .string_bytes_max = 64 * 1024, .values_max = 20'000};

// The names of statuses in RFC 9110 §15, which are the titles of problems of the type about:blank.
constexpr std::array<std::pair<int, std::string_view>, 18> titles{
    {{400, "Bad Request"},
     {401, "Unauthorized"},
     {403, "Forbidden"},
     {404, "Not Found"},
     {405, "Method Not Allowed"},
     {406, "Not Acceptable"},
     {408, "Request Timeout"},
     {409, "Conflict"},
     {410, "Gone"},
     {412, "Precondition Failed"},
     {413, "Content Too Large"},
     {415, "Unsupported Media Type"},
     {422, "Unprocessable Content"},
     {429, "Too Many Requests"},
     {431, "Request Header Fields Too Large"},
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

provision::Context AdminCall::context() const {
  const store::OrgSettings& settings = org->org.settings;
  identity::Author by = author();
  return {.registry = org->registry,
          .schemas_revision = org->org.schemas_revision,
          .rules = {.strict = settings.strict, .reject_extra = settings.reject_extra},
          .now = now,
          .actor = std::move(by.actor),
          .cause = std::move(by.cause),
          .origin = std::move(by.origin)};
}

Result<void> AdminCall::require(identity::Permission permission) const {
  if (!identity::may(caller.kind, permission)) {
    return identity::forbidden(caller.kind, permission);
  }
  return {};
}

Result<void> AdminCall::check_permission(identity::CallerKind kind,
                                         identity::Permission wanted) const {
  const identity::Permitted grant = identity::permitted(kind, wanted);
  const bool is_own = grant == identity::Permitted::own && parameters.size() > 1 &&
                      parameters[1] == caller.member_id;
  if (grant == identity::Permitted::yes || is_own) {
    return {};
  }
  return identity::forbidden(kind, wanted);
}

Result<void> AdminCall::check_again(store::Reader& reader) const {
  const std::string_view text = presented_by(request).text;
  TRY_ASSIGN(const identity::Caller current, caller_by(reader, text, loop.clock.now()));
  if (held) {
    TRY(check_permission(current.kind, *held));
  }
  if (current == caller) {
    return {};
  }
  Error error(Code::overloaded, "your access has just changed; send the request again");
  error.retry_after_s = 1;
  return error;
}

Result<void> AdminCall::check_again(store::Catalogue& catalogue) const {
  return check_lives(catalogue, presented_by(request).text, loop.clock.now());
}

Result<void> check_members(const json::Object& body,
                           std::initializer_list<std::string_view> known) {
  for (const auto& member : body) {
    const std::string_view name = member.key();
    if (std::ranges::find(known, name) == known.end()) {
      return Error(Code::invalid_value,
                   fmt::format("unknown member \"{}\"; known: {}", name, fmt::join(known, ", ")));
    }
  }
  return {};
}

Result<json::Object> body_of(const AdminCall& call, std::initializer_list<std::string_view> known) {
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
  TRY(check_members(body.get_object(), known));
  return std::move(body.get_object());
}

Result<json::Object> optional_body_of(const AdminCall& call,
                                      std::initializer_list<std::string_view> known) {
  if (call.request.body.empty()) {
    return json::Object();
  }
  return body_of(call, known);
}

Result<std::optional<std::string>> text_member(const json::Object& body, std::string_view name) {
  const json::Value* given = body.if_contains(name);
  if (given == nullptr) {
    return std::optional<std::string>();
  }
  if (!given->is_string()) {
    return Error(Code::invalid_value, fmt::format("{} must be a text", name));
  }
  return std::optional(std::string(given->get_string()));
}

Result<std::optional<bool>> boolean_member(const json::Object& body, std::string_view name) {
  const json::Value* given = body.if_contains(name);
  if (given == nullptr) {
    return std::optional<bool>();
  }
  if (!given->is_bool()) {
    return Error(Code::invalid_value, fmt::format("{} must be true or false", name));
  }
  return std::optional(given->get_bool());
}

Result<std::optional<std::int64_t>> integer_member(const json::Object& body, std::string_view name,
                                                   std::int64_t least, std::int64_t most) {
  const json::Value* given = body.if_contains(name);
  if (given == nullptr) {
    return std::optional<std::int64_t>();
  }
  const std::int64_t* number = given->if_int64();
  if (number == nullptr || *number < least || *number > most) {
    return Error(Code::invalid_value,
                 fmt::format("{} must be a whole number from {} to {}", name, least, most));
  }
  return std::optional(*number);
}

const std::string* parameter_of(const AdminCall& call, std::string_view name) {
  for (const auto& [key, value] : call.query.items) {
    if (key == name) {
      return &value;
    }
  }
  return nullptr;
}

Result<bool> flag_of(const AdminCall& call, std::string_view name) {
  TRY_ASSIGN(const std::optional<bool> flag, optional_flag_of(call, name));
  return flag.value_or(false);
}

Result<std::optional<bool>> optional_flag_of(const AdminCall& call, std::string_view name) {
  const std::string* value = parameter_of(call, name);
  if (value == nullptr) {
    return std::optional<bool>();
  }
  if (*value != "true" && *value != "false") {
    return Error(Code::invalid_value, fmt::format("{} is true or false, not \"{}\"", name, *value));
  }
  return std::optional(*value == "true");
}

Result<ResourceId> member_of(const AdminCall& call) {
  const std::string& text = call.parameters.at(1);
  const std::optional<ResourceId> id = ResourceId::parse(text);
  if (!id) {
    return identity::no_such_member(text);
  }
  return *id;
}

Result<std::string> override_reason_of(const json::Object& body) {
  constexpr std::size_t bytes_max = 1000;
  TRY_ASSIGN(const std::optional<bool> overrides, boolean_member(body, "override"));
  TRY_ASSIGN(const std::optional<std::string> reason, text_member(body, "reason"));
  if (!overrides.value_or(false)) {
    return std::string();
  }
  if (!reason || reason->empty() || reason->size() > bytes_max) {
    return Error(Code::invalid_value,
                 fmt::format("override needs a reason of 1 to {} bytes", bytes_max));
  }
  return *reason;
}

http::Response json_reply(int status, const json::Value& body) {
  http::Response response;
  response.status = status;
  response.headers.push_back({"Content-Type", "application/json"});
  response.body = json::write(body);
  return response;
}

http::Response no_content_reply() {
  http::Response response;
  response.status = 204;
  return response;
}

http::Response problem_with(int status, const json::Object& members) {
  json::Object body{{"title", title_of(status)}, {"status", status}};
  for (const auto& member : members) {
    body.emplace(member.key(), member.value());
  }
  http::Response response = json_reply(status, body);
  response.headers.front().value = "application/problem+json";
  return response;
}

http::Response problem_reply(const Error& error, std::string_view code) {
  json::Object members{{"detail", error.detail}};
  if (!code.empty()) {
    members.emplace("code", code);
  }
  http::Response response = problem_with(scim::message::form_of(error.code).status, members);
  complete_refusal(response, error, "administration");
  return response;
}

}  // namespace provost::api::admin_api
