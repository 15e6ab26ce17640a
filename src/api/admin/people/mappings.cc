#include "admin/people/mappings.h"

#include <memory>

#include "api/admin/change.h"
#include "api/admin/handlers.h"
#include "api/admin/list.h"
#include "api/admin/page.h"
#include "api/loop/await.h"

namespace provost::api::admin_api {
namespace {

using admin::MappingChange;
using admin::MappingOrder;
using admin::MappingOutcome;
using admin::MappingPlan;
using admin::MappingPreview;

Result<MappingOrder> read_order(const AdminCall& call, const json::Object& body) {
  MappingOrder order;
  TRY_ASSIGN(order.change, admin::read_mapping_change(body));
  TRY_ASSIGN(const std::optional<std::string> etag, text_member(body, "etag"));
  TRY_ASSIGN(order.override_reason, override_reason_of(body));
  order.etag = etag.value_or("");
  order.may_map_to_admin = identity::may(call.caller.kind, identity::Permission::map_to_admin);
  return order;
}

json::Object describe(const json::Object& body, const MappingOutcome& outcome,
                      const store::Receipt& receipt) {
  const auto number = [](std::int64_t seq) { return seq == 0 ? json::Value() : json::Value(seq); };
  return {{"groupIds", body.at("groupIds")},       {"mapping", body.at("mapping")},
          {"gainCount", outcome.gain_count},       {"lossCount", outcome.loss_count},
          {"firstSeq", number(receipt.first_seq)}, {"lastSeq", number(receipt.last_seq)}};
}

// Works out the effects of the order on the read pool, and applies them if they still hold when the
// writer gets there. In an organisation that never stands still, the writer works them out itself.
boost::asio::awaitable<Result<MappingOutcome>> carry_out(AdminCall& call, const MappingOrder& order,
                                                         store::Receipt& receipt) {
  constexpr int plans_max = 3;
  const provision::Context context = call.context();
  const auto plan = [&](store::Reader& reader) { return admin::plan_mapping(reader, order); };
  for (int made = 1;; ++made) {
    CO_TRY_ASSIGN(const MappingPlan planned,
                  co_await read_apart<MappingPlan>(call.loop.session, call.org_key(), plan));
    const auto numbers = std::make_shared<store::Receipt>();
    bool is_outdated = false;
    const auto work = [&](store::Writer& writer) -> Result<MappingOutcome> {
      is_outdated = !admin::still_holds(writer, planned);
      if (is_outdated && made < plans_max) {
        return Error(Code::conflict, "what the mapping would do has changed; try again");
      }
      writer.ask_receipt(numbers);
      return admin::apply_mapping(writer, order, context, is_outdated ? nullptr : &planned);
    };
    Result<MappingOutcome> outcome = co_await change<MappingOutcome>(call, work);
    if (outcome.has_value() || !is_outdated || made == plans_max) {
      receipt = *numbers;
      co_return outcome;
    }
  }
}

}  // namespace

// However many people it concerns, no loop waits for them.
Answer preview_mappings(AdminCall& call) {
  CO_TRY_ASSIGN(const Page page, page_of(call));
  CO_TRY_ASSIGN(const std::string search, search_of(call));
  CO_TRY_ASSIGN(const json::Object body, body_of(call, {"groupIds", "mapping"}));
  CO_TRY_ASSIGN(const MappingChange change, admin::read_mapping_change(body));
  const auto& users = call.org->registry->type(scim::schema::user_type);
  const admin::PageWish wish{.limit = page.limit, .after = page.after};
  const auto work = [&](store::Reader& reader) {
    return admin::preview_mapping(reader, users, change, wish, search);
  };
  CO_TRY_ASSIGN(MappingPreview preview,
                co_await read_apart<MappingPreview>(call.loop.session, call.org_key(), work));
  preview.shown["nextCursor"] = cursor_of(call, preview.next);
  co_return json_reply(200, preview.shown);
}

Answer apply_mappings(AdminCall& call) {
  CO_TRY_ASSIGN(const json::Object body,
                body_of(call, {"groupIds", "mapping", "etag", "override", "reason"}));
  CO_TRY_ASSIGN(const MappingOrder order, read_order(call, body));
  store::Receipt receipt;
  CO_TRY_ASSIGN(const MappingOutcome outcome, co_await carry_out(call, order, receipt));
  co_return json_reply(200, describe(body, outcome, receipt));
}

}  // namespace provost::api::admin_api
