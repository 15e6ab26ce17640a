#include "api/admin/handlers.h"
#include "api/admin/session/who.h"
#include "api/loop/await.h"

namespace provost::api::admin_api {
// Who the caller is and what they may do, for a console that shows only what is possible. Within an
// organisation, an operator is told about that one.
Answer me(AdminCall& call) {
  const identity::Caller& caller = call.caller;
  json::Object body{{"kind", word_of(caller.kind)},
                    {"label", identity::to_text(caller.kind)},
                    {"credentialId", caller.credential_id},
                    {"organisation", nullptr},
                    {"member", nullptr},
                    {"contact", nullptr},
                    {"permissions", names_of_permissions(caller.kind)}};
  if (call.org) {
    body["organisation"] = {{"id", call.org_id().str()}, {"name", call.org->org.settings.name}};
  }
  CO_TRY(co_await name_insider(call, body));
  co_return json_reply(200, body);
}

}  // namespace provost::api::admin_api
