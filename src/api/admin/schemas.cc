#include "admin/schemas.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "api/admin/handlers.h"
#include "api/await.h"
#include "base/text.h"
#include "scim/schema/definition.h"

namespace provost::api::admin_api {
namespace {

using store::SchemaRecord;

// {"definition": a Schema resource, "resourceType": "User" unless said, "required": false unless
// said}. What an answer shows besides may come back with it.
constexpr std::array<std::string_view, 5> members_of_wish{"definition", "resourceType", "required",
                                                          "urn", "state"};

Result<void> check_members(const json::Object& body) {
  for (const auto& member : body) {
    const std::string_view name = member.key();
    if (std::ranges::find(members_of_wish, name) == members_of_wish.end()) {
      return Error(Code::invalid_value,
                   fmt::format("there is no member \"{}\" here; there are definition, resourceType "
                               "and required",
                               name));
    }
  }
  return {};
}

Result<bool> read_required(const json::Object& body) {
  const json::Value* given = body.if_contains("required");
  if (given == nullptr) {
    return false;
  }
  if (!given->is_bool()) {
    return Error(Code::invalid_value, "required must be true or false");
  }
  return given->get_bool();
}

Result<admin::SchemaWish> read_wish(const AdminCall& call) {
  TRY_ASSIGN(const json::Object body, body_of(call));
  TRY(check_members(body));
  admin::SchemaWish wish;
  if (const json::Value* type = body.if_contains("resourceType")) {
    TRY_ASSIGN(wish.type, admin::read_resource_type(
                              type->is_string() ? std::string_view(type->get_string()) : ""));
  }
  TRY_ASSIGN(wish.required, read_required(body));
  const json::Value* definition = body.if_contains("definition");
  if (definition == nullptr) {
    return Error(Code::invalid_value, "definition is missing: a Schema resource (RFC 7643 §7)");
  }
  TRY_ASSIGN(wish.definition, scim::schema::read_definition(*definition));
  return wish;
}

Result<admin::Values> values_of(const AdminCall& call) {
  TRY_ASSIGN(const bool purge, flag_of(call, "purge"));
  return purge ? admin::Values::purge : admin::Values::keep;
}

// 202 while values are still being taken away; the server goes on with it by itself.
http::Response record_reply(int status, const SchemaRecord& record) {
  return json_reply(record.next ? 202 : status, admin::describe(record));
}

}  // namespace

Answer list_schemas(AdminCall& call) {
  CO_TRY_ASSIGN(const auto org, organisation_of(call));
  const auto work = [](store::Reader& reader) {
    return Result<std::vector<SchemaRecord>>(reader.schemas());
  };
  CO_TRY_ASSIGN(const auto records,
                co_await read<std::vector<SchemaRecord>>(call.loop.session, org->org.key, work));
  json::Array items;
  for (const SchemaRecord& record : records) {
    items.emplace_back(admin::describe(record));
  }
  co_return json_reply(200, json::Object{{"items", std::move(items)}});
}

Answer add_schema(AdminCall& call) {
  CO_TRY_ASSIGN(const auto org, organisation_of(call));
  CO_TRY_ASSIGN(const admin::SchemaWish wish, read_wish(call));
  const auto work = [&](store::Writer& writer) {
    return admin::add_schema(writer, wish, call.author());
  };
  CO_TRY_ASSIGN(const SchemaRecord record,
                co_await write<SchemaRecord>(call.loop.session, org->org.key, work));
  http::Response response = record_reply(201, record);
  response.headers.push_back(
      {"Location", fmt::format("{}/api/v1/orgs/{}/schemas/{}", call.request.base_url,
                               org->org.id.str(), encode_uri_component(wish.definition.id))});
  co_return response;
}

Answer get_schema(AdminCall& call) {
  CO_TRY_ASSIGN(const auto org, organisation_of(call));
  const auto work = [&](store::Reader& reader) {
    return admin::find_schema(reader, call.parameters.at(1));
  };
  CO_TRY_ASSIGN(const SchemaRecord record,
                co_await read<SchemaRecord>(call.loop.session, org->org.key, work));
  co_return json_reply(200, admin::describe(record));
}

Answer replace_schema(AdminCall& call) {
  CO_TRY_ASSIGN(const auto org, organisation_of(call));
  CO_TRY_ASSIGN(const admin::SchemaWish wish, read_wish(call));
  CO_TRY_ASSIGN(const admin::Values values, values_of(call));
  if (!iequals(wish.definition.id, call.parameters.at(1))) {
    co_return Error(Code::invalid_value,
                    fmt::format("the definition has the id {}, and the path names {}",
                                wish.definition.id, call.parameters.at(1)));
  }
  const auto work = [&](store::Writer& writer) {
    return admin::replace_schema(writer, wish, values, call.author());
  };
  CO_TRY_ASSIGN(const SchemaRecord record,
                co_await write<SchemaRecord>(call.loop.session, org->org.key, work));
  co_return record_reply(200, record);
}

Answer remove_schema(AdminCall& call) {
  CO_TRY_ASSIGN(const auto org, organisation_of(call));
  CO_TRY_ASSIGN(const admin::Values values, values_of(call));
  using Left = std::optional<SchemaRecord>;
  const auto work = [&](store::Writer& writer) -> Result<Left> {
    TRY(admin::remove_schema(writer, call.parameters.at(1), values, call.author()));
    Result<SchemaRecord> left = admin::find_schema(writer, call.parameters.at(1));
    return left.has_value() ? Left(std::move(*left)) : Left();
  };
  CO_TRY_ASSIGN(const Left left, co_await write<Left>(call.loop.session, org->org.key, work));
  if (left) {
    co_return record_reply(202, *left);
  }
  http::Response response;
  response.status = 204;
  co_return response;
}

}  // namespace provost::api::admin_api
