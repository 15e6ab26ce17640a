#include "identity/operators.h"

#include "api/admin/change.h"
#include "api/admin/handlers.h"
#include "api/loop/await.h"
#include "base/rfc3339.h"

namespace provost::api::admin_api {

Answer list_operators(AdminCall& call) {
  json::Array items;
  call.loop.session.catalogue([&](store::Catalogue& catalogue) {
    for (const store::Operator& one : catalogue.operators().all()) {
      items.emplace_back(identity::describe(one));
    }
  });
  co_return json_reply(200, json::Object{{"items", std::move(items)}});
}

Answer remove_operator(AdminCall& call) {
  const std::string& id = call.parameters.at(0);
  const auto work = [&](store::CatalogueWriter& catalogue) -> Result<bool> {
    TRY(identity::remove_operator(catalogue, id, call.author()));
    return true;
  };
  CO_TRY(co_await change_catalogue<bool>(call, work));
  http::Response response = no_content_reply();
  response.note = "\"operatorRemoved\":" + json::write(json::Value(id));
  co_return response;
}

// The link itself is a secret: it is returned to the caller and never logged.
Answer invite_operator(AdminCall& call) {
  CO_TRY(optional_body_of(call, {}));
  const auto work = [&](store::CatalogueWriter& catalogue) -> Result<identity::NewOperatorLink> {
    identity::NewOperatorLink made = identity::make_operator_link(
        catalogue.change_operators(), call.now, call.loop.random, call.caller.actor());
    identity::note_invitation(catalogue, made.link, call.author());
    return made;
  };
  CO_TRY_ASSIGN(const identity::NewOperatorLink made,
                co_await change_catalogue<identity::NewOperatorLink>(call, work));
  http::Response response =
      json_reply(201, {{"url", identity::operator_link_url(call.request.base_url, made.text)},
                       {"expires", to_rfc3339(made.link.expires)}});
  response.headers.push_back({"Cache-Control", "no-store"});
  co_return response;
}

}  // namespace provost::api::admin_api
