#include "identity/operator_keys.h"

#include "api/admin/change.h"
#include "api/admin/handlers.h"
#include "api/loop/await.h"

namespace provost::api::admin_api {

Answer list_operator_keys(AdminCall& call) {
  json::Array items;
  call.loop.session.catalogue([&](store::Catalogue& catalogue) {
    for (const store::OperatorKey& key : identity::operator_keys_of(catalogue)) {
      items.emplace_back(identity::describe(key));
    }
  });
  co_return json_reply(200, json::Object{{"items", std::move(items)}});
}

// The key is returned to the caller and never logged.
Answer create_operator_key(AdminCall& call) {
  CO_TRY_ASSIGN(const json::Object body, body_of(call, {"name"}));
  CO_TRY_ASSIGN(const auto name, text_member(body, "name"));
  CO_TRY_ASSIGN(const identity::NewOperatorKey made,
                identity::make_operator_key(name.value_or(""), call.now, call.loop.random));
  const auto work = [&](store::CatalogueWriter& catalogue) -> Result<bool> {
    identity::insert_operator_key(catalogue, made.key, call.author());
    return true;
  };
  CO_TRY(co_await change_catalogue<bool>(call, work));
  call.secret_id = made.key.id;
  json::Object shown = identity::describe(made.key);
  shown["secret"] = made.text;
  co_return json_reply(201, shown);
}

Answer revoke_operator_key(AdminCall& call) {
  const std::string& id = call.parameters.at(0);
  const auto work = [&](store::CatalogueWriter& catalogue) -> Result<bool> {
    TRY(identity::revoke_operator_key(catalogue, id, call.author()));
    return true;
  };
  CO_TRY(co_await change_catalogue<bool>(call, work));
  http::Response response = no_content_reply();
  response.note = "\"operatorKeyRevoked\":" + json::write(json::Value(id));
  co_return response;
}

}  // namespace provost::api::admin_api
