#include "admin/insight/setup_guide.h"

#include "admin/organisation/settings.h"
#include "api/admin/change.h"
#include "api/admin/handlers.h"
#include "api/loop/log_read.h"

namespace provost::api::admin_api {
namespace {

// One of the providers that the guide knows, or null; nothing when it is not given.
Result<std::optional<std::optional<store::Provider>>> provider_member(const json::Object& body) {
  using Wanted = std::optional<std::optional<store::Provider>>;
  const json::Value* given = body.if_contains("provider");
  if (given == nullptr) {
    return Wanted();
  }
  if (given->is_null()) {
    return Wanted(std::in_place);
  }
  TRY_ASSIGN(const auto text, text_member(body, "provider"));
  TRY_ASSIGN(const store::Provider provider, admin::read_provider(text.value_or("")));
  return Wanted(provider);
}

}  // namespace

Answer get_setup_guide(AdminCall& call) {
  const auto log_work = [&call](log::Reader& reader) -> Result<admin::LogView> {
    return admin::look_at_log(reader, call.org_key(), call.now);
  };
  CO_TRY_ASSIGN(const admin::LogView log,
                co_await read_log<admin::LogView>(call.loop.log, call.org_key(), log_work));
  const auto work = [&call](store::Reader& reader) -> Result<admin::GuideView> {
    return admin::look_for_guide(reader, *call.org->registry, call.now);
  };
  CO_TRY_ASSIGN(const admin::GuideView store,
                co_await read<admin::GuideView>(call.loop.session, call.org_key(), work));
  co_return json_reply(200, admin::describe(store, log));
}

Answer change_setup_guide(AdminCall& call) {
  CO_TRY_ASSIGN(const json::Object body, body_of(call, {"provider", "usersOnly"}));
  admin::SettingsChange wanted;
  CO_TRY_ASSIGN(wanted.provider, provider_member(body));
  CO_TRY_ASSIGN(wanted.users_only, boolean_member(body, "usersOnly"));
  const auto work = [&](store::Writer& writer) {
    return admin::change_settings(writer, call.org_id(), wanted, call.now, call.author());
  };
  CO_TRY(co_await change<admin::SettingsOutcome>(call, work));
  co_return co_await get_setup_guide(call);
}

}  // namespace provost::api::admin_api
