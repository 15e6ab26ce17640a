#include "api/admin/session/session.h"

#include <fmt/format.h>

#include "api/admin/admit.h"
#include "api/admin/change.h"
#include "api/admin/handlers.h"
#include "api/admin/session/who.h"
#include "api/loop/await.h"
#include "api/loop/presented.h"
#include "api/loop/session_cookie.h"
#include "identity/credentials.h"
#include "identity/setup_links.h"
#include "identity/to_json.h"
#include "identity/token_text.h"
#include "store/operators.h"

namespace provost::api::admin_api {
namespace {

struct OpenSession {
  std::string_view text;
  std::optional<Timestamp> expires;
};

// The session of the request's cookie; fills in the call's caller and organisation.
Result<OpenSession> find_session(AdminCall& call) {
  const Presented presented = presented_by(call.request);
  if (!presented.by_cookie || presented.text.empty()) {
    return Error(Code::unauthenticated, "nobody is signed in; sign in at /console");
  }
  if (presented.text.starts_with(identity::operator_session_prefix)) {
    TRY_ASSIGN(KnownOperator one, call.loop.directory.find_operator(presented.text));
    call.caller = std::move(one.caller);
    return OpenSession{presented.text, one.expires};
  }
  TRY_ASSIGN(KnownMember member, call.loop.directory.find_insider(presented.text));
  call.caller = std::move(member.caller);
  call.org = call.loop.directory.find(call.caller.org);
  if (!call.org) {
    return Error(Code::unauthenticated, "the organisation of this session is gone");
  }
  return OpenSession{presented.text, member.expires};
}

json::Value operator_of(const AdminCall& call) {
  std::optional<store::Operator> one;
  call.loop.session.catalogue([&](store::Catalogue& catalogue) {
    one = catalogue.operators().find(call.caller.operator_id);
  });
  return one ? json::Value{{"id", one->id},
                           {"name", one->name},
                           {"totpEnabled", !one->totp.empty()}}
             : json::Value();
}

boost::asio::awaitable<Result<json::Object>> describe(AdminCall& call, const OpenSession& session) {
  const identity::Caller& caller = call.caller;
  json::Object body{{"kind", word_of(caller.kind)},
                    {"label", identity::to_text(caller.kind)},
                    {"csrfToken", csrf_token_of(session.text)},
                    {"expires", identity::to_json(session.expires)},
                    {"operator", nullptr},
                    {"organisation", nullptr},
                    {"member", nullptr},
                    {"contact", nullptr},
                    {"permissions", names_of_permissions(caller.kind)}};
  if (caller.is_operator()) {
    body["operator"] = operator_of(call);
  } else {
    body["organisation"] = {{"id", call.org_id().str()}, {"name", call.org->org.settings.name}};
  }
  CO_TRY(co_await name_insider(call, body));
  co_return body;
}

http::Response uncached(http::Response response) {
  response.headers.push_back({"Cache-Control", "no-store"});
  return response;
}

boost::asio::awaitable<Result<bool>> end_operator_session(AdminCall& call, const std::string& id) {
  const auto work = [&](store::CatalogueWriter& catalogue) -> Result<bool> {
    if (!catalogue.change_operators().remove_session(call.caller.operator_id, id)) {
      return Error(Code::not_found, fmt::format("you have no session with the id {}", id));
    }
    return true;
  };
  co_return co_await change_catalogue<bool>(call, work);
}

boost::asio::awaitable<Result<bool>> end_member_session(AdminCall& call, const std::string& id) {
  const auto work = [&](store::Writer& writer) {
    return identity::revoke_credential(writer, ResourceId::parse(call.caller.member_id).value(),
                                       store::CredentialKind::session, id, call.author());
  };
  co_return co_await change_plainly(call, work);
}

boost::asio::awaitable<Result<bool>> end_contact_session(AdminCall& call, const std::string& id) {
  const auto work = [&](store::Writer& writer) -> Result<void> {
    if (id != call.caller.credential_id) {
      return Error(Code::not_found, fmt::format("you have no session with the id {}", id));
    }
    return identity::end_contact_session(writer, id, call.now, call.author());
  };
  co_return co_await change_plainly(call, work);
}

}  // namespace

boost::asio::awaitable<Result<bool>> end_session_of_caller(AdminCall& call, const std::string& id) {
  if (call.caller.is_operator()) {
    co_return co_await end_operator_session(call, id);
  }
  if (call.caller.is_contact()) {
    co_return co_await end_contact_session(call, id);
  }
  co_return co_await end_member_session(call, id);
}

Answer signed_in_reply(AdminCall& call, std::string_view session_text, Timestamp expires) {
  const OpenSession session{session_text, expires};
  CO_TRY_ASSIGN(const json::Object body, co_await describe(call, session));
  http::Response response = uncached(json_reply(200, body));
  response.headers.push_back(
      session_cookie(call.request, session_text, (expires.ms - call.now.ms) / 1000));
  co_return response;
}

Result<void> check_own_page(AdminCall& call) {
  if (is_cross_site(call.request)) {
    call.problem_code = "csrf";
    return Error(Code::forbidden, "this is for pages of this server, not of another site");
  }
  return {};
}

Answer get_session(AdminCall& call) {
  CO_TRY_ASSIGN(const OpenSession session, find_session(call));
  CO_TRY_ASSIGN(const json::Object body, co_await describe(call, session));
  co_return uncached(json_reply(200, body));
}

Answer sign_out(AdminCall& call) {
  CO_TRY(find_session(call));
  CO_TRY(find_caller(call));
  CO_TRY(co_await end_session_of_caller(call, call.caller.credential_id));
  http::Response response = no_content_reply();
  response.headers.push_back(no_session_cookie(call.request));
  co_return response;
}

}  // namespace provost::api::admin_api
