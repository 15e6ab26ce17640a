#include "api/admin/handlers.h"
#include "api/admin/who.h"
#include "api/await.h"

namespace provost::api::admin_api {
// Who the caller is and what they may, for a console that shows what it can do. Asked within an
// organisation, an operator is told of that one.
Answer me(AdminCall& call) {
  const admin::Caller& caller = call.caller;
  json::Object body{{"kind", caller.is_operator() ? "operator" : "member"},
                    {"label", admin::to_text(caller.kind)},
                    {"credentialId", caller.credential_id},
                    {"organisation", nullptr},
                    {"member", nullptr},
                    {"permissions", names_of_permissions(caller.kind)}};
  if (call.org) {
    body["organisation"] = {{"id", call.org_id().str()}, {"name", call.org->org.settings.name}};
  }
  if (!caller.is_operator()) {
    const auto work = [&](store::Reader& reader) {
      return name_of_member(reader, caller.member_id);
    };
    CO_TRY_ASSIGN(body["member"],
                  co_await read<json::Value>(call.loop.session, call.org_key(), work));
  }
  co_return json_reply(200, body);
}

}  // namespace provost::api::admin_api
