#include "api/scim/noted_write.h"

#include <memory>
#include <utility>

#include "api/loop/await.h"
#include "api/scim/admit.h"
#include "api/scim/remarks.h"
#include "provision/external_id.h"
#include "provision/lifecycle.h"
#include "scim/resource/changes.h"

namespace provost::api::scim_api {
namespace {

using log::Cause;
using provision::Outcome;
using scim::schema::ResourceType;

// What only the writer can see.
struct Seen {
  std::shared_ptr<store::Receipt> receipt = std::make_shared<store::Receipt>();
  bool emptied = false;
};

// Runs the unit and looks at the state before and after it: one index lookup each, and only if
// there is something to see.
Result<Outcome> run_and_look(store::Writer& writer, const ResourceType& type, const ResourceId& id,
                             const Unit& unit, http::Method method, Seen& seen) {
  writer.ask_receipt(seen.receipt);
  const bool may_empty = type.number == scim::schema::group_type &&
                         (method == http::Method::patch || method == http::Method::put);
  const bool had_members = may_empty && writer.member_count(id) > 0;
  Result<Outcome> outcome = unit.write(writer);
  seen.emptied = had_members && outcome.has_value() && writer.member_count(id) == 0;
  return outcome;
}

void note_subject(CallNotes& notes, const ResourceType& type, const scim::Stored& stored,
                  bool is_new) {
  const json::Object document = scim::resource::document_of(stored);
  notes.subject = {type.name, stored.id.to_string(), provision::name_of(type, document)};
  if (type.number != scim::schema::user_type) {
    return;
  }
  if (is_tombstone(notes.subject.name)) {
    notes.remarks.push_back({Cause::tombstone_user_name, {}});
  }
  const json::Value* external_id = document.if_contains("externalId");
  if (is_new && external_id != nullptr && provision::is_nickname(external_id->as_string())) {
    notes.remarks.push_back(
        {Cause::external_id_not_object_id, {std::string(external_id->as_string())}});
  }
}

void note(Call& call, const ResourceType& type, const Outcome& outcome, const Seen& seen) {
  CallNotes& notes = call.notes;
  notes.first_seq = seen.receipt->first_seq;
  notes.last_seq = seen.receipt->last_seq;
  notes.remarks = remarks_of(outcome.report);
  if (!outcome.changed) {
    notes.remarks.push_back({Cause::patch_without_effect, {}});
  }
  if (seen.emptied) {
    notes.remarks.push_back({Cause::group_emptied, {}});
  }
  note_subject(notes, type, outcome.stored, call.request.method == http::Method::post);
}

// Others get their turn between two slices.
boost::asio::awaitable<Result<void>> stage(Call& call, const Unit& unit) {
  const auto work = [&](store::Writer& writer) -> Result<std::vector<ResourceId>> {
    TRY(call.admission->check_again(writer, call.loop.clock.now()));
    return unit.stage(writer);
  };
  while (unit.has_more_to_stage()) {
    CO_TRY_ASSIGN(const std::vector<ResourceId> unknown,
                  co_await write<std::vector<ResourceId>>(call.loop.session, call.org_key(), work));
    unit.staged(unknown);
  }
  co_return Result<void>();
}

}  // namespace

boost::asio::awaitable<Result<void>> prepare(Call& call, const Unit& unit) {
  if (!unit.wants_preparation()) {
    co_return Result<void>();
  }
  const auto work = [&](store::Reader& reader) -> Result<bool> {
    TRY(unit.prepare(reader));
    return true;
  };
  CO_TRY(co_await read_apart<bool>(call.loop.session, call.org_key(), work));
  co_return Result<void>();
}

boost::asio::awaitable<Result<Outcome>> write_and_note(Call& call, const ResourceType& type,
                                                       const ResourceId& id, Unit unit) {
  Seen seen;
  const auto work = [&](store::Writer& writer) -> Result<Outcome> {
    TRY(call.admission->check_again(writer, call.loop.clock.now()));
    return run_and_look(writer, type, id, unit, call.request.method, seen);
  };
  CO_TRY(co_await stage(call, unit));
  Result<Outcome> outcome = Error(Code::internal, "nothing was written");
  do {
    CO_TRY(co_await prepare(call, unit));
    outcome = co_await write<Outcome>(call.loop.session, call.org_key(), work);
  } while (unit.has_to_repeat());
  if (outcome.has_value()) {
    note(call, type, *outcome, seen);
  }
  co_return outcome;
}

}  // namespace provost::api::scim_api
