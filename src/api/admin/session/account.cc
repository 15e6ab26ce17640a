#include <optional>

#include "api/admin/change.h"
#include "api/admin/handlers.h"
#include "api/admin/session/attempts.h"
#include "api/admin/session/device.h"
#include "api/admin/session/session.h"
#include "api/loop/await.h"
#include "base/rfc3339.h"
#include "identity/credentials.h"
#include "identity/operators.h"
#include "identity/passwords.h"
#include "identity/to_json.h"
#include "store/setup_links.h"

// What callers manage about their own sign-in.
namespace provost::api::admin_api {
namespace {

using store::Operator;

json::Value last_use_of(const store::Use& use) {
  if (!use.at) {
    return nullptr;
  }
  return {{"time", to_rfc3339(*use.at)}, {"address", use.address}, {"userAgent", use.agent}};
}

json::Object session_item(const AdminCall& call, const std::string& id, Timestamp created,
                          std::optional<Timestamp> expires, const store::Use& use) {
  return {{"id", id},
          {"created", to_rfc3339(created)},
          {"expires", identity::to_json(expires)},
          {"lastUsed", last_use_of(use)},
          {"current", id == call.caller.credential_id}};
}

json::Array operator_sessions(const AdminCall& call) {
  std::vector<store::OperatorSession> sessions;
  call.loop.session.catalogue([&](store::Catalogue& catalogue) {
    sessions = catalogue.operators().sessions_of(call.caller.operator_id);
  });
  json::Array items;
  for (const store::OperatorSession& one : sessions) {
    if (identity::is_live(one, call.now)) {
      items.emplace_back(
          session_item(call, one.id, one.created, identity::end_of(one), one.last_use));
    }
  }
  return items;
}

Result<json::Array> member_sessions(const AdminCall& call, store::Reader& reader) {
  TRY_ASSIGN(
      const auto sessions,
      identity::list_credentials(reader, ResourceId::parse(call.caller.member_id).value(),
                                 store::CredentialKind::session, "", identity::credentials_max));
  json::Array items;
  for (const store::Credential& one : sessions) {
    if (!one.expires || call.now < *one.expires) {
      items.emplace_back(session_item(call, one.id, one.created, one.expires, one.last_use));
    }
  }
  return items;
}

// A setup link opens one session: the caller's.
Result<json::Array> contact_sessions(const AdminCall& call, store::Reader& reader) {
  json::Array items;
  if (const auto link = reader.setup_links().find(call.caller.credential_id)) {
    items.emplace_back(session_item(call, link->id, link->redeemed.at.value_or(link->created),
                                    link->expires, link->last_use));
  }
  return items;
}

// Members sign in with their identity provider; keys do not sign in at all.
Error no_password() {
  return Error(Code::conflict,
               "only an operator who signed in has a password and one-time codes here");
}

// The calling operator, as stored now.
Result<Operator> own_record(store::OperatorReader& operators, const AdminCall& call) {
  std::optional<Operator> one;
  if (!call.caller.operator_id.empty()) {
    one = operators.find(call.caller.operator_id);
  }
  if (!one) {
    return no_password();
  }
  return std::move(*one);
}

Result<Operator> read_own_record(const AdminCall& call) {
  std::optional<Result<Operator>> found;
  call.loop.session.catalogue(
      [&](store::Catalogue& catalogue) { found = own_record(catalogue.operators(), call); });
  return std::move(*found);
}

Result<std::string> text_of(const json::Object& body, std::string_view name) {
  TRY_ASSIGN(const std::optional<std::string> text, text_member(body, name));
  return text.value_or("");
}

Error wrong_password(AdminCall& call) {
  call.problem_code = "invalid_credentials";
  return Error(Code::forbidden, "the password is wrong");
}

Error wrong_code(AdminCall& call) {
  call.problem_code = "invalid_credentials";
  return Error(Code::forbidden,
               "the one-time code is wrong or was used before; wait for the next one, and check "
               "the clock of the device");
}

// Somebody who sits down at an open session does not know the password.
boost::asio::awaitable<Result<bool>> require_password(AdminCall& call, const Operator& one,
                                                      const std::string& password) {
  const SignInAttempt attempt = attempt_in_session(call, one);
  CO_TRY(begin_attempt(call, attempt));
  CO_TRY_ASSIGN(const bool is_right, co_await is_password(call, attempt, one.password, password));
  if (!is_right) {
    co_return wrong_password(call);
  }
  undo_attempt(call, attempt);
  co_return true;
}

// Runs `work(OperatorWriter&, Operator&) -> Result<T>` on the caller's own record.
template <class T, class Work>
boost::asio::awaitable<Result<T>> change_own_record(AdminCall& call, Work work) {
  const auto unit = [&](store::CatalogueWriter& catalogue) -> Result<T> {
    store::OperatorWriter& operators = catalogue.change_operators();
    TRY_ASSIGN(Operator one, own_record(operators, call));
    return work(operators, one);
  };
  co_return co_await change_catalogue<T>(call, unit);
}

}  // namespace

Answer list_my_sessions(AdminCall& call) {
  json::Array items;
  if (call.caller.is_operator()) {
    items = operator_sessions(call);
  } else {
    const auto work = [&](store::Reader& reader) {
      return call.caller.is_contact() ? contact_sessions(call, reader)
                                      : member_sessions(call, reader);
    };
    CO_TRY_ASSIGN(items, co_await read<json::Array>(call.loop.session, call.org_key(), work));
  }
  co_return json_reply(200, json::Object{{"items", std::move(items)}});
}

Answer end_my_session(AdminCall& call) {
  CO_TRY(co_await end_session_of_caller(call, call.parameters.at(0)));
  co_return no_content_reply();
}

Answer change_password(AdminCall& call) {
  CO_TRY_ASSIGN(const json::Object body, body_of(call, {"current", "new"}));
  CO_TRY_ASSIGN(const std::string current, text_of(body, "current"));
  CO_TRY_ASSIGN(const std::string wanted, text_of(body, "new"));
  CO_TRY_ASSIGN(const Operator before, read_own_record(call));
  CO_TRY(identity::check_password(wanted, before.name));
  CO_TRY(co_await require_password(call, before, current));
  CO_TRY_ASSIGN(const std::string hash, co_await hash_of_password(call, wanted));
  Operator after;
  const auto work = [&](store::OperatorWriter& operators, Operator& one) -> Result<bool> {
    if (one.password != before.password) {
      return Error(Code::conflict, "another session has changed the password in the meantime");
    }
    one.password = hash;
    operators.update(one);
    after = one;
    identity::end_operator_sessions(operators, one.id, call.caller.credential_id);
    return true;
  };
  CO_TRY(co_await change_own_record<bool>(call, work));
  http::Response response = no_content_reply();
  response.note = "\"passwordChanged\":" + json::write(json::Value(before.id));
  response.headers.push_back(device_cookie(call.request, after, call.loop.random));
  co_return response;
}

Answer begin_totp(AdminCall& call) {
  CO_TRY_ASSIGN(const json::Object body, body_of(call, {"password"}));
  CO_TRY_ASSIGN(const std::string password, text_of(body, "password"));
  CO_TRY_ASSIGN(const Operator before, read_own_record(call));
  CO_TRY(co_await require_password(call, before, password));
  const auto work = [&](store::OperatorWriter& operators, Operator& one) {
    return identity::begin_totp(operators, one, call.loop.random, call.loop.doors.vault);
  };
  CO_TRY_ASSIGN(const std::string secret, co_await change_own_record<std::string>(call, work));
  http::Response response =
      json_reply(201, {{"secret", identity::totp_text(secret)},
                       {"otpauthUri", identity::totp_uri(secret, before.name)}});
  response.headers.push_back({"Cache-Control", "no-store"});
  co_return response;
}

Answer confirm_totp(AdminCall& call) {
  CO_TRY_ASSIGN(const json::Object body, body_of(call, {"code"}));
  CO_TRY_ASSIGN(const std::string code, text_of(body, "code"));
  CO_TRY_ASSIGN(const Operator before, read_own_record(call));
  const SignInAttempt attempt = attempt_in_session(call, before);
  CO_TRY(begin_attempt(call, attempt));
  const auto work = [&](store::OperatorWriter& operators, Operator& one) {
    return identity::confirm_totp(operators, one, code, call.now, call.loop.doors.vault);
  };
  CO_TRY_ASSIGN(const bool is_right, co_await change_own_record<bool>(call, work));
  if (!is_right) {
    co_return wrong_code(call);
  }
  undo_attempt(call, attempt);
  http::Response response = no_content_reply();
  response.note = "\"codesAskedFor\":" + json::write(json::Value(before.id));
  co_return response;
}

Answer end_totp(AdminCall& call) {
  CO_TRY_ASSIGN(const json::Object body, body_of(call, {"code"}));
  CO_TRY_ASSIGN(const std::string code, text_of(body, "code"));
  CO_TRY_ASSIGN(const Operator before, read_own_record(call));
  const SignInAttempt attempt = attempt_in_session(call, before);
  CO_TRY(begin_attempt(call, attempt));
  const auto work = [&](store::OperatorWriter& operators, Operator& one) -> Result<bool> {
    if (one.totp.empty()) {
      return Error(Code::conflict, "one-time codes are not on");
    }
    TRY_ASSIGN(const bool is_right,
               identity::take_totp_code(operators, one, code, call.now, call.loop.doors.vault));
    if (is_right) {
      identity::end_totp(operators, one);
    }
    return is_right;
  };
  CO_TRY_ASSIGN(const bool is_right, co_await change_own_record<bool>(call, work));
  if (!is_right) {
    co_return wrong_code(call);
  }
  undo_attempt(call, attempt);
  http::Response response = no_content_reply();
  response.note = "\"codesNoLongerAskedFor\":" + json::write(json::Value(before.id));
  co_return response;
}

}  // namespace provost::api::admin_api
