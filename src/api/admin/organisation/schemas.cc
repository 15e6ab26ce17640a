#include "admin/organisation/schemas.h"

#include <fmt/format.h>

#include "api/admin/change.h"
#include "api/admin/handlers.h"
#include "api/admin/page.h"
#include "api/loop/await.h"
#include "base/text.h"
#include "scim/schema/definition.h"

namespace provost::api::admin_api {
namespace {

using store::SchemaRecord;

// {"definition": a Schema resource, "resourceType": "User" by default, "required": false by
// default}. Other members of an answer may be sent back with it.
Result<admin::SchemaWish> read_wish(const AdminCall& call) {
  TRY_ASSIGN(const json::Object body,
             body_of(call, {"definition", "resourceType", "required", "urn", "state", "progress"}));
  admin::SchemaWish wish;
  if (const json::Value* type = body.if_contains("resourceType")) {
    TRY_ASSIGN(wish.type, admin::read_resource_type(
                              type->is_string() ? std::string_view(type->get_string()) : ""));
  }
  TRY_ASSIGN(const std::optional<bool> required, boolean_member(body, "required"));
  wish.required = required.value_or(false);
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

// A schema and its description, read at the same moment.
struct Shown {
  SchemaRecord record;
  json::Object body;
};

Shown shown_of(store::Reader& reader, SchemaRecord record) {
  json::Object body = admin::describe(reader, record);
  return {std::move(record), std::move(body)};
}

// 202 while values are still being removed: the server continues by itself.
http::Response record_reply(int status, const Shown& shown) {
  return json_reply(shown.record.next ? 202 : status, shown.body);
}

}  // namespace

// An organisation has few schemas: each page reads them all.
Answer list_schemas(AdminCall& call) {
  CO_TRY_ASSIGN(const Page page, page_of(call));
  const auto work = [](store::Reader& reader) -> Result<std::vector<Shown>> {
    std::vector<Shown> all;
    for (SchemaRecord& record : reader.schemas()) {
      all.push_back(shown_of(reader, std::move(record)));
    }
    return all;
  };
  CO_TRY_ASSIGN(const auto all,
                co_await read<std::vector<Shown>>(call.loop.session, call.org_key(), work));
  json::Array items;
  std::string last;
  std::optional<std::string> next;
  for (const Shown& shown : all) {
    if (page.after && shown.record.urn <= *page.after) {
      continue;
    }
    if (items.size() == page.limit) {
      next = last;
      break;
    }
    items.emplace_back(shown.body);
    last = shown.record.urn;
  }
  co_return page_reply(call, std::move(items), next);
}

Answer add_schema(AdminCall& call) {
  CO_TRY_ASSIGN(const admin::SchemaWish wish, read_wish(call));
  const auto work = [&](store::Writer& writer) {
    return admin::add_schema(writer, wish, call.author());
  };
  CO_TRY_ASSIGN(const SchemaRecord record, co_await change<SchemaRecord>(call, work));
  http::Response response = json_reply(201, admin::describe(record));
  response.headers.push_back(
      {"Location", fmt::format("{}/api/v1/orgs/{}/schemas/{}", call.request.base_url,
                               call.org_id().str(), encode_uri_component(wish.definition.id))});
  co_return response;
}

Answer get_schema(AdminCall& call) {
  const auto work = [&](store::Reader& reader) -> Result<Shown> {
    TRY_ASSIGN(SchemaRecord record, admin::find_schema(reader, call.parameters.at(1)));
    return shown_of(reader, std::move(record));
  };
  CO_TRY_ASSIGN(const Shown shown, co_await read<Shown>(call.loop.session, call.org_key(), work));
  co_return json_reply(200, shown.body);
}

Answer replace_schema(AdminCall& call) {
  CO_TRY_ASSIGN(const admin::SchemaWish wish, read_wish(call));
  CO_TRY_ASSIGN(const admin::Values values, values_of(call));
  if (!iequals(wish.definition.id, call.parameters.at(1))) {
    co_return Error(Code::invalid_value,
                    fmt::format("the definition has the id {}, and the path names {}",
                                wish.definition.id, call.parameters.at(1)));
  }
  const auto work = [&](store::Writer& writer) -> Result<Shown> {
    TRY_ASSIGN(SchemaRecord record, admin::replace_schema(writer, wish, values, call.author()));
    return shown_of(writer, std::move(record));
  };
  CO_TRY_ASSIGN(const Shown shown, co_await change<Shown>(call, work));
  co_return record_reply(200, shown);
}

Answer remove_schema(AdminCall& call) {
  CO_TRY_ASSIGN(const admin::Values values, values_of(call));
  using Left = std::optional<Shown>;
  const auto work = [&](store::Writer& writer) -> Result<Left> {
    TRY(admin::remove_schema(writer, call.parameters.at(1), values, call.author()));
    Result<SchemaRecord> left = admin::find_schema(writer, call.parameters.at(1));
    return left.has_value() ? Left(shown_of(writer, std::move(*left))) : Left();
  };
  CO_TRY_ASSIGN(const Left left, co_await change<Left>(call, work));
  if (left) {
    co_return record_reply(202, *left);
  }
  co_return no_content_reply();
}

}  // namespace provost::api::admin_api
