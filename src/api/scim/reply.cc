#include "api/scim/reply.h"

#include <algorithm>

#include <fmt/format.h>

#include "api/loop/media_type.h"
#include "api/loop/refusal.h"
#include "base/outside_text.h"
#include "base/text.h"
#include "scim/message/message.h"
#include "scim/message/search.h"
#include "scim/resource/advice.h"
#include "scim/version.h"

namespace provost::api::scim_api {
namespace {

using scim::resource::Projection;
using scim::schema::ResourceType;

constexpr std::size_t name_bytes_max = 1000;
constexpr std::size_t media_type_bytes_max = 100;
constexpr std::string_view scim_media_type = "application/scim+json";

// standards.md CT-1, §3 row 35. Clients that join two types with a comma mean two of ours.
bool is_json_media_type(std::string_view header, const scim::Rules& rules) {
  const std::size_t comma = header.find(',');
  if (comma != std::string_view::npos && rules.takes_plain_json()) {
    std::string_view rest = header.substr(comma + 1);
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
    return is_json_media_type(header.substr(0, comma), rules) && is_json_media_type(rest, rules);
  }
  const std::string_view type = media_type_of(header);
  // Some clients write `application/scim` or `text/json`.
  const bool is_plain = type.empty() || iequals(type, "application/json") ||
                        iequals(type, "application/scim") || iequals(type, "text/json");
  return iequals(type, scim_media_type) || (is_plain && rules.takes_plain_json());
}

// RFC 8259 §8.1 lets a reader ignore it.
std::string_view without_byte_order_mark(std::string_view body) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  return body.starts_with(mark) ? body.substr(mark.size()) : body;
}

void append_names(std::string& out, std::string_view key, const std::vector<std::string>& names) {
  if (names.empty()) {
    return;
  }
  if (!out.empty()) {
    out += ',';
  }
  json::append_string(out, key);
  out += ":[";
  for (const std::string& name : names) {
    if (&name != &names.front()) {
      out += ',';
    }
    json::append_string(out, outside_text(name, name_bytes_max));
  }
  out += ']';
}

}  // namespace

Result<const ResourceType*> type_of(const Call& call) {
  const std::string& segment = call.parameters.at(1);
  const ResourceType* type = call.registry().find_by_segment(segment);
  if (type == nullptr && scim::names_version(segment)) {
    return scim::other_version(segment);
  }
  if (type == nullptr) {
    return Error(Code::not_found,
                 fmt::format("there is no endpoint /{} here; see /ResourceTypes", segment));
  }
  return type;
}

Result<ResourceId> id_of(const Call& call, const ResourceType& type) {
  const std::optional<Uuid> id = Uuid::parse(call.parameters.at(2));
  if (!id) {
    return provision::not_found(type, call.parameters.at(2));
  }
  return *id;
}

Result<json::Value> body_of(const Call& call) {
  const std::string_view media_type = call.request.header("Content-Type");
  const scim::Rules rules = call.rules();
  if (!is_json_media_type(media_type, rules)) {
    return Error(Code::unsupported_media,
                 fmt::format("Content-Type must be application/scim+json{}, not \"{}\"",
                             rules.takes_plain_json() ? " or application/json" : "",
                             call.request.text("Content-Type", media_type_bytes_max)));
  }
  const std::string_view encoding = call.request.header("Content-Encoding");
  if (!encoding.empty() && !iequals(encoding, "identity")) {
    return Error(Code::unsupported_media,
                 fmt::format("Content-Encoding {} is not supported; send the body without it",
                             scim::resource::quote(encoding)));
  }
  return json::parse(without_byte_order_mark(call.request.body));
}

std::vector<std::string> names_parameter(const http::QueryParameters& query,
                                         std::string_view name) {
  std::vector<std::string> names;
  for (const auto& [key, text] : query.items) {
    if (iequals(key, name)) {
      scim::message::append_names(names, text);
    }
  }
  return names;
}

Result<Projection> projection_of(const Call& call, const ResourceType& type) {
  return Projection::parse(names_parameter(call.query, "attributes"),
                           names_parameter(call.query, "excludedAttributes"), type);
}

provision::Precondition precondition_of(const Call& call) {
  return {.if_match = std::string(call.request.header("If-Match")),
          .if_none_match = std::string(call.request.header("If-None-Match"))};
}

http::Response json_reply(int status, std::string body) {
  http::Response response;
  response.status = status;
  response.headers.push_back({"Content-Type", std::string(scim_media_type)});
  response.body = std::move(body);
  return response;
}

http::Response resource_reply(const Call& call, int status, const ResourceType& type,
                              const provision::Outcome& outcome, const Projection& projection) {
  std::string body;
  scim::resource::render(body, outcome.stored, type, outcome.relations, projection, call.base,
                         call.registry());
  http::Response response = json_reply(status, std::move(body));
  std::string location = scim::resource::location(outcome.stored, type, call.base);
  // Always both: clients look at one or the other (standards.md COM-7).
  response.headers.push_back({"Content-Location", location});
  response.headers.push_back({"Location", std::move(location)});
  response.headers.push_back({"ETag", scim::resource::etag(outcome.stored)});
  response.note = note_of(outcome.report);
  return response;
}

http::Response no_content_reply(const Call& call, const ResourceType& type,
                                const provision::Outcome& outcome) {
  http::Response response;
  response.status = 204;
  response.headers.push_back(
      {"Location", scim::resource::location(outcome.stored, type, call.base)});
  response.headers.push_back({"ETag", scim::resource::etag(outcome.stored)});
  response.note = note_of(outcome.report);
  return response;
}

http::Response error_reply(const Error& error) {
  http::Response response =
      json_reply(scim::message::form_of(error.code).status, scim::message::error_body(error));
  complete_refusal(response, error, "scim");
  return response;
}

std::string note_of(const scim::Report& report) {
  std::string note;
  append_names(note, "dropped", report.dropped);
  append_names(note, "coerced", report.coerced);
  append_names(note, "unknownMembers", report.unknown_members);
  append_names(note, "warnings", report.warnings);
  return note;
}

}  // namespace provost::api::scim_api
