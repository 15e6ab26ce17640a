#include "provision/resources.h"

#include "api/await.h"
#include "api/scim/handlers.h"
#include "api/scim/noted_write.h"
#include "api/scim/reply.h"
#include "api/scim/units.h"

namespace provost::api::scim_api {
namespace {

using provision::Outcome;
using scim::resource::Projection;
using scim::schema::ResourceType;

}  // namespace

Answer create_resource(Call& call) {
  CO_TRY_ASSIGN(const ResourceType* type, type_of(call));
  CO_TRY_ASSIGN(Projection projection, projection_of(call, *type));
  CO_TRY_ASSIGN(const json::Value body, body_of(call));
  projection.add_sent(body, *type);
  const ResourceId id = new_id(call.now, call.loop.random);
  WriteTarget target{*type, id, {}, projection};
  CO_TRY_ASSIGN(Unit unit, create_unit(std::move(target), body, call.context(), call.loop.clock));
  CO_TRY_ASSIGN(const Outcome outcome, co_await write_and_note(call, *type, id, std::move(unit)));
  co_return resource_reply(call, 201, *type, outcome, projection);
}

Answer get_resource(Call& call) {
  CO_TRY_ASSIGN(const ResourceType* type, type_of(call));
  CO_TRY_ASSIGN(const ResourceId id, id_of(call, *type));
  CO_TRY_ASSIGN(const Projection projection, projection_of(call, *type));
  const auto work = [&](store::Reader& reader) {
    return provision::read(reader, *type, id, projection);
  };
  CO_TRY_ASSIGN(const Outcome outcome,
                co_await read<Outcome>(call.loop.session, call.org_key(), work));
  const provision::Precondition precondition = precondition_of(call);
  if (!precondition.if_none_match.empty() &&
      provision::names_tag(precondition.if_none_match, scim::resource::etag(outcome.stored))) {
    http::Response unchanged = no_content_reply(call, *type, outcome);
    unchanged.status = 304;
    co_return unchanged;
  }
  co_return resource_reply(call, 200, *type, outcome, projection);
}

Answer replace_resource(Call& call) {
  CO_TRY_ASSIGN(const ResourceType* type, type_of(call));
  CO_TRY_ASSIGN(const ResourceId id, id_of(call, *type));
  CO_TRY_ASSIGN(Projection projection, projection_of(call, *type));
  CO_TRY_ASSIGN(json::Value body, body_of(call));
  projection.add_sent(body, *type);
  WriteTarget target{*type, id, precondition_of(call), projection};
  Unit unit = replace_unit(std::move(target), std::move(body), call.context(), call.loop.clock);
  CO_TRY_ASSIGN(const Outcome outcome, co_await write_and_note(call, *type, id, std::move(unit)));
  co_return resource_reply(call, 200, *type, outcome, projection);
}

Answer patch_resource(Call& call) {
  CO_TRY_ASSIGN(const ResourceType* type, type_of(call));
  CO_TRY_ASSIGN(const ResourceId id, id_of(call, *type));
  CO_TRY_ASSIGN(Projection projection, projection_of(call, *type));
  CO_TRY_ASSIGN(const json::Value body, body_of(call));
  projection.add_sent(body, *type);
  WriteTarget target{*type, id, precondition_of(call), projection};
  CO_TRY_ASSIGN(Unit unit, patch_unit(std::move(target), body, call.context(), call.loop.clock));
  CO_TRY_ASSIGN(const Outcome outcome, co_await write_and_note(call, *type, id, std::move(unit)));
  co_return outcome.too_large ? no_content_reply(call, *type, outcome)
                              : resource_reply(call, 200, *type, outcome, projection);
}

Answer delete_resource(Call& call) {
  CO_TRY_ASSIGN(const ResourceType* type, type_of(call));
  CO_TRY_ASSIGN(const ResourceId id, id_of(call, *type));
  Unit unit = remove_unit({*type, id, precondition_of(call), {}}, call.context(), call.loop.clock);
  CO_TRY(co_await write_and_note(call, *type, id, std::move(unit)));
  http::Response response;
  response.status = 204;
  co_return response;
}

}  // namespace provost::api::scim_api
