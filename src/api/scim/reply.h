#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/scim/call.h"
#include "base/result.h"
#include "http/message.h"
#include "json/json.h"
#include "provision/resources.h"
#include "scim/resource/render.h"

namespace provost::api::scim_api {

// What requests of every kind have in common.

// The resource type that the path names: Code::not_found for another word.
Result<const scim::schema::ResourceType*> type_of(const Call& call);
// The id in the path. Text that is not a UUID names nothing: Code::not_found.
Result<ResourceId> id_of(const Call& call, const scim::schema::ResourceType& type);
// The JSON body; any of the media types that clients send (standards.md CT-1), or none.
// Code::unsupported_media, invalid_syntax.
Result<json::Value> body_of(const Call& call);
Result<scim::resource::Projection> projection_of(const Call& call,
                                                 const scim::schema::ResourceType& type);
// The names in a comma list, from every parameter of that name (standards.md PRJ-7).
std::vector<std::string> names_parameter(const http::QueryParameters& query, std::string_view name);
provision::Precondition precondition_of(const Call& call);

// What answers have in common.

http::Response json_reply(int status, std::string body);
// 201 or 200 with the resource, Location, Content-Location and ETag.
http::Response resource_reply(const Call& call, int status, const scim::schema::ResourceType& type,
                              const provision::Outcome& outcome,
                              const scim::resource::Projection& projection);
// 204 with ETag and Location.
http::Response no_content_reply(const Call& call, const scim::schema::ResourceType& type,
                                const provision::Outcome& outcome);
// RFC 7644 §3.12, with WWW-Authenticate or Retry-After where the status asks for it.
http::Response error_reply(const Error& error);

// What the server did on its own with the request, as members of the access log line.
std::string note_of(const scim::Report& report);

}  // namespace provost::api::scim_api
