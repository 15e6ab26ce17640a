#include "provision/resources.h"

#include <memory>
#include <utility>

#include "api/loop/await.h"
#include "api/loop/room.h"
#include "api/scim/call_log.h"
#include "api/scim/handlers.h"
#include "api/scim/noted_write.h"
#include "api/scim/reply.h"
#include "api/scim/units.h"

namespace provost::api::scim_api {
namespace {

using provision::Outcome;
using scim::resource::Projection;
using scim::schema::ResourceType;

// The parts to read from the body, on a worker when it is large.
template <class Read>
boost::asio::awaitable<Result<Unit>> unit_of(const Call& call, Read read) {
  co_return co_await work_on_bytes<Unit>(call.loop, call.org->org.id.str(),
                                         call.request.body.size(), std::move(read));
}

// The answer, made on a worker when it is large. Room is reserved first.
Answer answer_with(const Call& call, int status, const ResourceType& type, const Outcome& outcome,
                   const Projection& projection) {
  const std::string& share = call.org->org.id.str();
  const std::size_t bytes =
      outcome.stored.document.size() + outcome.relations.text_bytes(call.base.size());
  CO_TRY_ASSIGN(std::shared_ptr<ByteBudget::Hold> held,
                hold_bytes(call.loop, share, is_read(call.request), bytes));
  const auto render = [&] {
    return Result<http::Response>(resource_reply(call, status, type, outcome, projection));
  };
  CO_TRY_ASSIGN(http::Response response,
                co_await work_on_bytes<http::Response>(call.loop, share, bytes, render));
  response.held = std::move(held);
  co_return response;
}

// The members of a large group, read where nobody waits for it. The answer shows a state after the
// write, possibly a later one, complete and with its own version. The write is reported even if the
// members cannot be read.
boost::asio::awaitable<void> add_members(const Call& call, const ResourceType& type,
                                         const Projection& projection, Outcome& outcome) {
  if (!outcome.lacks_members) {
    co_return;
  }
  const ResourceId id = outcome.stored.id;
  const auto work = [&](store::Reader& reader) {
    return provision::read(reader, type, id, projection);
  };
  Result<Outcome> whole = co_await read_apart<Outcome>(call.loop.session, call.org_key(), work);
  if (whole.has_value()) {
    outcome.stored = std::move(whole->stored);
    outcome.relations = std::move(whole->relations);
  }
}

}  // namespace

Answer create_resource(Call& call) {
  CO_TRY_ASSIGN(const ResourceType* type, type_of(call));
  CO_TRY_ASSIGN(Projection projection, projection_of(call, *type));
  const ResourceId id = new_id(call.now, call.loop.random);
  const auto read_body = [&]() -> Result<Unit> {
    TRY_ASSIGN(const json::Value body, body_of(call));
    projection.add_sent(body, *type);
    return create_unit({*type, id, {}, projection}, body, call.context(), call.loop.clock);
  };
  CO_TRY_ASSIGN(Unit unit, co_await unit_of(call, read_body));
  CO_TRY_ASSIGN(Outcome outcome, co_await write_and_note(call, *type, id, std::move(unit)));
  co_await add_members(call, *type, projection, outcome);
  co_return co_await answer_with(call, 201, *type, outcome, projection);
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
  co_return co_await answer_with(call, 200, *type, outcome, projection);
}

Answer replace_resource(Call& call) {
  CO_TRY_ASSIGN(const ResourceType* type, type_of(call));
  CO_TRY_ASSIGN(const ResourceId id, id_of(call, *type));
  CO_TRY_ASSIGN(Projection projection, projection_of(call, *type));
  const auto read_body = [&]() -> Result<Unit> {
    TRY_ASSIGN(json::Value body, body_of(call));
    projection.add_sent(body, *type);
    return replace_unit({*type, id, precondition_of(call), projection}, std::move(body),
                        call.context(), call.loop.clock);
  };
  CO_TRY_ASSIGN(Unit unit, co_await unit_of(call, read_body));
  CO_TRY_ASSIGN(Outcome outcome, co_await write_and_note(call, *type, id, std::move(unit)));
  co_await add_members(call, *type, projection, outcome);
  co_return co_await answer_with(call, 200, *type, outcome, projection);
}

Answer patch_resource(Call& call) {
  CO_TRY_ASSIGN(const ResourceType* type, type_of(call));
  CO_TRY_ASSIGN(const ResourceId id, id_of(call, *type));
  CO_TRY_ASSIGN(Projection projection, projection_of(call, *type));
  const auto read_body = [&]() -> Result<Unit> {
    TRY_ASSIGN(const json::Value body, body_of(call));
    projection.add_sent(body, *type);
    return patch_unit({*type, id, precondition_of(call), projection}, body, call.context(),
                      call.loop.clock);
  };
  CO_TRY_ASSIGN(Unit unit, co_await unit_of(call, read_body));
  CO_TRY_ASSIGN(Outcome outcome, co_await write_and_note(call, *type, id, std::move(unit)));
  if (outcome.too_large) {
    co_return no_content_reply(call, *type, outcome);
  }
  co_await add_members(call, *type, projection, outcome);
  co_return co_await answer_with(call, 200, *type, outcome, projection);
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
