#include <optional>

#include <fmt/format.h>

#include "api/admin/handlers.h"
#include "api/admin/session/attempts.h"
#include "api/admin/session/device.h"
#include "api/admin/session/session.h"
#include "api/loop/await.h"
#include "base/rfc3339.h"
#include "identity/installation_journal.h"
#include "identity/operators.h"
#include "identity/passwords.h"

// How operators sign in: with a password, or with a one-time link that creates an operator. Nobody
// is signed in yet, so pages of other sites are kept out by the origin that the browser reports.
namespace provost::api::admin_api {
namespace {

using store::Operator;

constexpr std::size_t agent_bytes_max = 512;

Result<std::string> required_text(const json::Object& body, std::string_view name) {
  TRY_ASSIGN(const std::optional<std::string> text, text_member(body, name));
  if (!text || text->empty()) {
    return Error(Code::invalid_value, fmt::format("{} is missing", name));
  }
  return *text;
}

Error wrong_credentials(AdminCall& call) {
  call.problem_code = "invalid_credentials";
  return Error(Code::unauthenticated, "the name, the password or the one-time code is wrong");
}

Error code_required(AdminCall& call) {
  call.problem_code = "code_required";
  return Error(Code::unauthenticated, "the one-time code of the authenticator app is missing");
}

http::Response gone_reply() {
  return problem_with(410, {{"detail",
                             "the link was used, has expired or never was one; ask for another, "
                             "or make one with provost operator link"}});
}

identity::SignInFrom from_of(const AdminCall& call) {
  return {call.now, call.request.peer_address, call.request.text("User-Agent", agent_bytes_max)};
}

// Logs who signed in, but never the credential. From then on the browser is known.
Answer welcome(AdminCall& call, const identity::NewOperatorSession& opened, const Operator& one,
               std::string_view event) {
  const store::OperatorSession& session = opened.session;
  call.caller = {identity::CallerKind::installation, session.id, {}, {}, session.operator_id};
  CO_TRY_ASSIGN(http::Response response,
                co_await signed_in_reply(call, opened.text, session.expires));
  response.note = fmt::format("\"{}\":{}", event, json::write(json::Value(session.operator_id)));
  response.headers.push_back(device_cookie(call.request, one, call.loop.random));
  co_return response;
}

struct Credentials {
  std::string name;
  std::string password;
  std::optional<std::string> code;
};

Result<Credentials> credentials_of(const AdminCall& call) {
  TRY_ASSIGN(const json::Object body, body_of(call, {"name", "password", "code"}));
  Credentials given;
  TRY_ASSIGN(given.name, required_text(body, "name"));
  TRY_ASSIGN(given.password, required_text(body, "password"));
  TRY_ASSIGN(given.code, text_member(body, "code"));
  if (given.password.size() > identity::password_bytes_max) {
    return Error(Code::invalid_value, "the password is too long to be one");
  }
  return given;
}

// An impossible operator name belongs to nobody. It is not folded, and all such names count as one.
std::string attempt_key(std::string_view name) {
  return identity::check_operator_name(name).has_value() ? identity::operator_key_of(name)
                                                         : std::string();
}

std::optional<Operator> find_operator(const AdminCall& call, std::string_view key) {
  std::optional<Operator> found;
  call.loop.session.catalogue(
      [&](store::Catalogue& catalogue) { found = catalogue.operators().find_by_key(key); });
  return found;
}

// In the journal of the installation, on behalf of the operator.
void note_operator(store::CatalogueWriter& catalogue, const AdminCall& call, std::string type,
                   const std::string& id, const std::string& name, json::Object data = {}) {
  identity::note(catalogue,
                 {.type = std::move(type),
                  .subject_type = "operator",
                  .subject_id = id,
                  .name = name,
                  .data = std::move(data)},
                 {"operator:" + id, call.request.id, origin_of(call.request, name)});
}

// Attempts at an operator's password; the throttle keeps them few. If the note cannot be stored,
// the guesser sees no difference.
boost::asio::awaitable<void> note_refusal(const AdminCall& call, const Operator& one,
                                          std::string_view reason) {
  const auto work = [&](store::CatalogueWriter& catalogue) -> Result<bool> {
    identity::note(catalogue,
                   {.type = "operator.sign_in_refused",
                    .subject_type = "operator",
                    .subject_id = one.id,
                    .name = one.name,
                    .data = {{"reason", reason}}},
                   {"stranger", call.request.id, origin_of(call.request)});
    return true;
  };
  (void)co_await write_catalogue<bool>(call.loop.session, work);
}

// The operator whose password was guessed. An unknown name is left out: people type passwords
// there.
std::string note_of_failure(const std::optional<Operator>& one) {
  return "\"signInFailed\":" + json::write(one ? json::Value(one->name) : json::Value());
}

using MaybeSession = std::optional<identity::NewOperatorSession>;

// Nothing when the code is wrong, or when the password has changed since it was checked.
Result<MaybeSession> open_session(store::OperatorWriter& operators, const AdminCall& call,
                                  const Operator& checked, const Credentials& given) {
  std::optional<Operator> one = operators.find(checked.id);
  if (!one || one->password != checked.password) {
    return MaybeSession();
  }
  if (!one->totp.empty()) {
    TRY_ASSIGN(const bool is_code,
               identity::take_totp_code(operators, *one, given.code.value_or(""), call.now,
                                        call.loop.doors.vault));
    if (!is_code) {
      return MaybeSession();
    }
  }
  return MaybeSession(
      identity::open_operator_session(operators, *one, from_of(call), call.loop.random));
}

struct Redemption {
  std::string link;
  std::string name;
  std::string password;
};

Result<Redemption> redemption_of(const AdminCall& call) {
  TRY_ASSIGN(const json::Object body, body_of(call, {"link", "name", "password"}));
  Redemption given;
  TRY_ASSIGN(given.link, required_text(body, "link"));
  TRY_ASSIGN(given.name, required_text(body, "name"));
  TRY_ASSIGN(given.password, required_text(body, "password"));
  TRY(identity::check_operator_name(given.name));
  TRY(identity::check_password(given.password, given.name));
  return given;
}

struct LinkState {
  std::optional<store::OperatorLink> link;
  bool is_first = false;
};

LinkState look_at_link(const AdminCall& call, std::string_view text) {
  LinkState state;
  call.loop.session.catalogue([&](store::Catalogue& catalogue) {
    state.link = identity::find_operator_link(catalogue.operators(), text, call.now);
    state.is_first = catalogue.operators().all().empty();
  });
  return state;
}

}  // namespace

Answer sign_in(AdminCall& call) {
  CO_TRY(check_own_page(call));
  CO_TRY_ASSIGN(const Credentials given, credentials_of(call));
  const std::string key = attempt_key(given.name);
  const std::optional<Operator> one = find_operator(call, key);
  const SignInAttempt attempt = attempt_of(call, key, one ? &*one : nullptr);
  CO_TRY(begin_attempt(call, attempt));
  const std::string hash = one ? one->password : std::string();
  CO_TRY_ASSIGN(const bool is_right, co_await is_password(call, attempt, hash, given.password));
  // From here on, this counts as a checked attempt.
  call.refusal_note = note_of_failure(one);
  if (one && !is_right) {
    co_await note_refusal(call, *one, "wrong password");
  }
  if (!one || !is_right) {
    co_return wrong_credentials(call);
  }
  if (!one->totp.empty() && !given.code) {
    undo_attempt(call, attempt);
    call.refusal_note.clear();
    co_return code_required(call);
  }
  const auto work = [&](store::CatalogueWriter& catalogue) {
    Result<MaybeSession> session = open_session(catalogue.change_operators(), call, *one, given);
    if (session.has_value() && *session) {
      note_operator(catalogue, call, "operator.signed_in", one->id, one->name);
    }
    return session;
  };
  CO_TRY_ASSIGN(const MaybeSession opened,
                co_await write_catalogue<MaybeSession>(call.loop.session, work));
  if (!opened) {
    co_await note_refusal(call, *one, "wrong one-time code");
    co_return wrong_credentials(call);
  }
  end_attempt(call, attempt);
  co_return co_await welcome(call, *opened, *one, "signedIn");
}

Answer check_operator_link(AdminCall& call) {
  CO_TRY(check_own_page(call));
  CO_TRY_ASSIGN(const json::Object body, body_of(call, {"link"}));
  CO_TRY_ASSIGN(const std::string link, required_text(body, "link"));
  const LinkState state = look_at_link(call, link);
  if (!state.link) {
    co_return gone_reply();
  }
  co_return json_reply(
      200, {{"expires", to_rfc3339(state.link->expires)}, {"firstOperator", state.is_first}});
}

// The link is checked before the password is hashed, so only its holder causes work.
Answer redeem_operator_link(AdminCall& call) {
  CO_TRY(check_own_page(call));
  CO_TRY_ASSIGN(const Redemption given, redemption_of(call));
  if (!look_at_link(call, given.link).link) {
    co_return gone_reply();
  }
  CO_TRY_ASSIGN(const std::string hash, co_await hash_of_password(call, given.password));
  const auto work = [&](store::CatalogueWriter& catalogue) {
    Result<identity::NewOperatorSession> session =
        identity::redeem_operator_link(catalogue.change_operators(), given.link, given.name, hash,
                                       from_of(call), call.loop.random);
    if (session.has_value()) {
      note_operator(catalogue, call, "operator.joined", session->session.operator_id, given.name);
    }
    return session;
  };
  const Result<identity::NewOperatorSession> opened =
      co_await write_catalogue<identity::NewOperatorSession>(call.loop.session, work);
  if (opened.has_error() && opened.error().code == Code::not_found) {
    co_return gone_reply();
  }
  CO_TRY(opened);
  const Operator made{.id = opened->session.operator_id, .name = given.name, .password = hash};
  co_return co_await welcome(call, *opened, made, "operatorAdded");
}

}  // namespace provost::api::admin_api
