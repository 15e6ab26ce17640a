#include "api/oauth/answer.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "api/loop/await.h"
#include "api/loop/cookies.h"
#include "api/loop/origin.h"
#include "api/loop/session_cookie.h"
#include "api/loop/workers.h"
#include "api/oauth/desk.h"
#include "api/oauth/flow.h"
#include "base/text.h"
#include "identity/sign_in.h"
#include "identity/sign_in_settings.h"
#include "identity/token_text.h"
#include "json/text.h"
#include "oidc/encoding.h"
#include "store/sign_in.h"

namespace provost::api::oauth {
namespace {

using identity::SignInRefusal;
using enum identity::SignInRefusal;
template <class T>
using Awaitable = boost::asio::awaitable<T>;

constexpr std::size_t agent_bytes_max = 512;
constexpr std::string_view cookie_name = "provost_sign_in";
constexpr std::string_view let_in = "let_in";

// One request and, once known, the person it concerns.
struct Visit {
  const Loop& loop;
  const http::Request& request;
  http::QueryParameters query;
  Timestamp now;
  std::string org_text = {};
  std::shared_ptr<const OrgSnapshot> org = nullptr;

  std::string parameter(std::string_view name) const {
    const std::string* value = query.ok ? query.find(name) : nullptr;
    return value == nullptr ? std::string() : *value;
  }
  identity::SignInAttempt attempt() const {
    return {.org = org->org.id,
            .now = now,
            .cause = request.id,
            .origin = origin_of(request),
            .agent = request.text("User-Agent", agent_bytes_max)};
  }
};

http::Response redirect(std::string location) {
  http::Response response;
  response.status = 302;
  response.headers = {{"Location", std::move(location)},
                      {"Cache-Control", "no-store"},
                      {"Referrer-Policy", "no-referrer"}};
  return response;
}

http::Response refusal_page(const Visit& visit, SignInRefusal refusal) {
  const std::string org =
      visit.org_text.empty() ? std::string() : "org=" + encode_uri_component(visit.org_text) + "&";
  return redirect(fmt::format("/console/sign-in?{}error={}", org, identity::to_text(refusal)));
}

// Tells the organisation's Admins the reason, then the person.
Awaitable<http::Response> refuse(const Visit& visit, SignInRefusal refusal, std::string detail) {
  if (visit.loop.doors.desk.may_note(visit.org_text, refusal, visit.now)) {
    const auto work = [&](store::Writer& writer) -> Result<bool> {
      identity::note_refused(writer, refusal, detail, visit.attempt());
      return true;
    };
    // The person gets the same page when the journal accepts no entry.
    (void)co_await write<bool>(visit.loop.session, visit.org->org.key, work);
  }
  co_return refusal_page(visit, refusal);
}

// Our registration with the provider of the visit's organisation, or why nobody is sent there.
// Without sign-in, an organisation looks like one that does not exist.
using Registered = std::variant<oidc::Registration, SignInRefusal>;

Registered registration_of(const Visit& visit, const store::SignInSettings& settings) {
  Result<oidc::Issuer> issuer = oidc::read_issuer(settings.issuer);
  if (issuer.has_error()) {
    return not_configured;
  }
  std::optional<std::string> secret =
      identity::client_secret_of(settings, visit.org->org.id, visit.loop.doors.vault);
  if (!secret) {
    return client_secret_lost;
  }
  return oidc::Registration{.issuer = std::move(*issuer),
                            .client_id = settings.client_id,
                            .client_secret = std::move(*secret),
                            .redirect_uri = redirect_uri_of(visit.request)};
}

Awaitable<Result<store::SignInSettings>> settings_of(const Visit& visit) {
  const auto work = [](store::Reader& reader) -> Result<store::SignInSettings> {
    return reader.sign_in().settings();
  };
  co_return co_await read<store::SignInSettings>(visit.loop.session, visit.org->org.key, work);
}

Awaitable<Registered> find_registration(Visit& visit) {
  visit.org = visit.loop.directory.find(visit.org_text);
  if (!visit.org) {
    co_return not_configured;
  }
  const Result<store::SignInSettings> settings = co_await settings_of(visit);
  if (settings.has_error() || !settings->enabled) {
    co_return not_configured;
  }
  if (visit.org->org.settings.suspended) {
    co_return organisation_suspended;
  }
  co_return registration_of(visit, *settings);
}

// Sign-in that is not set up is reported to nobody.
Awaitable<http::Response> refuse_before_asking(const Visit& visit, SignInRefusal refusal) {
  if (refusal == organisation_suspended) {
    co_return co_await refuse(visit, refusal, "the organisation is suspended: nobody can sign in");
  }
  if (refusal == client_secret_lost) {
    co_return co_await refuse(visit, refusal, std::string(identity::client_secret_is_lost));
  }
  co_return refusal_page(visit, refusal);
}

// Asks the provider on a thread that may wait, in the organisation's line. A full line counts as a
// missing answer.
template <class T, class Work>
Awaitable<oidc::Outcome<T>> ask(const Visit& visit, Work work) {
  const Loop& loop = visit.loop;
  const auto unit = [&]() -> Result<oidc::Outcome<T>> { return work(loop.doors.desk.providers()); };
  Result<oidc::Outcome<T>> outcome =
      co_await apart<oidc::Outcome<T>>(loop.doors.errands, visit.org_text, unit);
  if (outcome.has_error()) {
    co_return oidc::Fault{oidc::FaultKind::unreachable,
                          "too many sign-ins wait for the provider's answer; try again"};
  }
  co_return std::move(*outcome);
}

// Answers at once from what is known; waits only when the provider has to be asked.
Awaitable<oidc::Outcome<std::string>> start_url(const Visit& visit,
                                                const oidc::Registration& registration,
                                                const oidc::Secrets& secrets) {
  if (auto known = visit.loop.doors.desk.providers().start_if_known(registration, secrets)) {
    co_return std::move(*known);
  }
  const auto work = [&](oidc::Providers& providers) {
    return providers.start(registration, secrets);
  };
  co_return co_await ask<std::string>(visit, work);
}

// Sign-ins in several tabs of one browser share the secret without disturbing each other.
std::string browser_secret_of(const Loop& loop, const http::Request& request) {
  std::string browser(cookie_in(request, cookie_name));
  return is_browser_secret(browser) ? browser : new_browser_secret(loop.random);
}

Awaitable<http::Response> start(Visit& visit) {
  visit.org_text = visit.parameter("org");
  const Registered registered = co_await find_registration(visit);
  if (const auto* refusal = std::get_if<SignInRefusal>(&registered)) {
    co_return co_await refuse_before_asking(visit, *refusal);
  }
  const std::string browser = browser_secret_of(visit.loop, visit.request);
  const Flow flow{.org = visit.org_text,
                  .to = destination_of(visit.parameter("to")),
                  .id = oidc::random_text(visit.loop.random)};
  const oidc::Secrets secrets =
      begin_flow(flow, browser, visit.now, visit.loop.directory.cursor_keys(), visit.loop.random);
  oidc::Outcome<std::string> url =
      co_await start_url(visit, std::get<oidc::Registration>(registered), secrets);
  if (url.has_error()) {
    co_return co_await refuse(visit, identity::refusal_of(url.error().kind), url.error().detail);
  }
  http::Response response = redirect(std::move(*url));
  response.headers.push_back(set_cookie(visit.request, cookie_name, browser, flow_life_s));
  co_return response;
}

Awaitable<http::Response> sign_in(const Visit& visit, const Flow& flow,
                                  const oidc::Person& person) {
  const auto work = [&](store::Writer& writer) -> Result<identity::SignedIn> {
    // It may have been switched off while the person was at the provider (design rule 22).
    if (!writer.sign_in().settings().enabled) {
      return identity::SignedIn{.refusal = not_configured, .session = {}};
    }
    return identity::sign_in(writer, visit.org->registry->type(scim::schema::user_type), person,
                             visit.loop.random, visit.attempt());
  };
  const Result<identity::SignedIn> signed_in =
      co_await write<identity::SignedIn>(visit.loop.session, visit.org->org.key, work);
  if (signed_in.has_error()) {
    throw std::runtime_error("a sign-in could not be stored: " + signed_in.error().detail);
  }
  if (signed_in->refusal) {
    co_return refusal_page(visit, *signed_in->refusal);
  }
  http::Response response = redirect(destination_of(flow.to));
  response.headers.push_back(
      session_cookie(visit.request, signed_in->session.text, identity::session_life_default_s));
  response.headers.push_back(set_cookie(visit.request, cookie_name, "", 0));
  co_return response;
}

// RFC 6749 §4.1.2.1: a short word; anything else is not echoed.
std::string provider_word(const std::string& error) {
  const bool is_word = error.size() <= 60 && std::ranges::all_of(error, [](char c) {
                         return (c >= 'a' && c <= 'z') || c == '_';
                       });
  return is_word ? error : "an error";
}

struct Refused {
  SignInRefusal refusal{};
  std::string detail;
};
using Answered = std::variant<oidc::Person, Refused>;

// The person that the provider vouches for in what the browser brought back.
Awaitable<Answered> redeem(const Visit& visit, const OpenedFlow& opened,
                           const oidc::Registration& registration) {
  const std::string issuer = visit.parameter("iss");
  if (!issuer.empty() && issuer != registration.issuer.text) {  // RFC 9207 §2.4
    co_return Refused{invalid_response, "the answer is by another issuer (iss)"};
  }
  if (const std::string error = visit.parameter("error"); !error.empty()) {
    co_return Refused{provider_refused,
                      fmt::format("the provider answered {}", provider_word(error))};
  }
  const std::string code = visit.parameter("code");
  if (code.empty()) {
    co_return Refused{invalid_response, "the provider's answer has no code"};
  }
  const auto work = [&](oidc::Providers& providers) {
    return providers.finish(registration, code, opened.secrets);
  };
  oidc::Outcome<oidc::Person> person = co_await ask<oidc::Person>(visit, work);
  if (person.has_error()) {
    co_return Refused{identity::refusal_of(person.error().kind), person.error().detail};
  }
  co_return std::move(*person);
}

std::string session_of(const http::Request& request) {
  const std::string_view session = session_in_cookie(request);
  return session.empty() ? std::string() : identity::hash_of(session);
}

// What a provider's refusal means, where it says more than access_denied: Entra in error_subcode
// and with the numbers of its errors, Okta in words.
std::string_view outcome_of(const Visit& visit, SignInRefusal refusal) {
  const std::string description = visit.parameter("error_description");
  const auto has = [&](std::string_view text) {
    return description.find(text) != std::string::npos;
  };
  if (refusal != provider_refused) {
    return identity::to_text(refusal);
  }
  if (has("AADSTS50105") || has("not assigned")) {
    return "not_assigned";
  }
  const bool is_cancelled = visit.parameter("error_subcode") == "cancel" || has("AADSTS65004");
  return is_cancelled ? "cancelled" : identity::to_text(refusal);
}

json::Object describe(const oidc::Person& person) {
  return {{"issuer", person.issuer},      {"subject", person.subject},
          {"objectId", person.object_id}, {"userName", person.user_name},
          {"name", person.name},          {"email", person.email}};
}

json::Object describe(const oidc::Person& person, const identity::SignInForecast& forecast) {
  json::Object result{{"outcome", forecast.refusal ? identity::to_text(*forecast.refusal) : let_in},
                      {"detail", ""},
                      {"person", describe(person)},
                      {"member", nullptr},
                      {"foundBy", nullptr}};
  if (forecast.member) {
    result["member"] = {{"id", forecast.member->to_string()},
                        {"userName", forecast.user_name},
                        {"externalId", forecast.external_id}};
  }
  if (!forecast.found_by.empty()) {
    result["foundBy"] = forecast.found_by;
  }
  return result;
}

json::Object describe(const Visit& visit, const Refused& refused) {
  return {{"outcome", outcome_of(visit, refused.refusal)},
          {"detail", refused.detail},
          {"person", nullptr},
          {"member", nullptr},
          {"foundBy", nullptr}};
}

// Settings that have become unusable since the trial began.
Refused unusable(SignInRefusal refusal) {
  return {refusal, refusal == client_secret_lost
                       ? std::string(identity::client_secret_is_lost)
                       : "the issuer was changed and cannot be used any more"};
}

Awaitable<json::Object> result_of(const Visit& visit, const OpenedFlow& opened) {
  const Result<store::SignInSettings> settings = co_await settings_of(visit);
  const Registered registered =
      settings.has_value() ? registration_of(visit, *settings) : Registered(not_configured);
  if (const auto* refusal = std::get_if<SignInRefusal>(&registered)) {
    co_return describe(visit, unusable(*refusal));
  }
  const Answered answered =
      co_await redeem(visit, opened, std::get<oidc::Registration>(registered));
  if (const auto* refused = std::get_if<Refused>(&answered)) {
    co_return describe(visit, *refused);
  }
  const auto& person = std::get<oidc::Person>(answered);
  const auto work = [&](store::Reader& reader) -> Result<identity::SignInForecast> {
    return identity::foresee_sign_in(reader, visit.org->registry->type(scim::schema::user_type),
                                     person);
  };
  const Result<identity::SignInForecast> forecast =
      co_await read<identity::SignInForecast>(visit.loop.session, visit.org->org.key, work);
  if (forecast.has_error()) {
    throw std::runtime_error("a sign-in could not be compared: " + forecast.error().detail);
  }
  co_return describe(person, *forecast);
}

// Changes nothing but the journal. Whatever happens, the console's page shows the result.
Awaitable<http::Response> finish_trial(Visit& visit, const OpenedFlow& opened) {
  const std::string& id = opened.flow.trial;
  Trials& trials = visit.loop.doors.desk.trials();
  visit.org = visit.loop.directory.find(visit.org_text);
  const std::optional<Tester> tester =
      visit.org ? trials.take(id, visit.org->org.key, session_of(visit.request), visit.now)
                : std::nullopt;
  if (tester) {
    json::Object result = co_await result_of(visit, opened);
    const std::string outcome = json::text_at(result, "outcome");
    trials.finish(id, std::move(result));
    const auto work = [&](store::Writer& writer) -> Result<bool> {
      identity::note_tested(writer, visit.org->org.id, outcome, tester->author);
      return true;
    };
    (void)co_await write<bool>(visit.loop.session, visit.org->org.key, work);
  }
  co_return redirect(fmt::format("/console/sign-in-test?org={}&trial={}",
                                 encode_uri_component(visit.org_text), id));
}

Awaitable<http::Response> callback(Visit& visit) {
  const std::optional<OpenedFlow> opened =
      open_flow(visit.parameter("state"), cookie_in(visit.request, cookie_name), visit.now,
                visit.loop.directory.cursor_keys());
  if (!opened) {
    co_return refusal_page(visit, expired_request);
  }
  visit.org_text = opened->flow.org;
  if (!opened->flow.trial.empty()) {
    co_return co_await finish_trial(visit, *opened);
  }
  const Registered registered = co_await find_registration(visit);
  if (const auto* refusal = std::get_if<SignInRefusal>(&registered)) {
    co_return co_await refuse_before_asking(visit, *refusal);
  }
  const Answered answered =
      co_await redeem(visit, *opened, std::get<oidc::Registration>(registered));
  if (const auto* refused = std::get_if<Refused>(&answered)) {
    co_return co_await refuse(visit, refused->refusal, refused->detail);
  }
  co_return co_await sign_in(visit, opened->flow, std::get<oidc::Person>(answered));
}

http::Response plain_reply(int status, std::string body) {
  http::Response response;
  response.status = status;
  response.headers = {{"Content-Type", "text/plain; charset=utf-8"}};
  response.body = std::move(body);
  return response;
}

}  // namespace

bool owns(std::string_view path) {
  return path == "/oauth" || path.starts_with("/oauth/");
}

std::string redirect_uri_of(const http::Request& request) {
  return request.base_url + "/oauth/callback";
}

Awaitable<Result<BegunTrial>> begin_trial(const Loop& loop, const http::Request& request,
                                          std::shared_ptr<const OrgSnapshot> org,
                                          identity::Author author) {
  const Visit visit{.loop = loop,
                    .request = request,
                    .query = {},
                    .now = loop.clock.now(),
                    .org_text = org->org.id.str(),
                    .org = org};
  const std::string session = session_of(request);
  if (session.empty()) {
    co_return Error(Code::conflict,
                    "a test by signing in needs a browser: sign in to the console, and choose "
                    "\"Test by signing in\" under Settings → Identity Access → Sign-in");
  }
  CO_TRY_ASSIGN(const store::SignInSettings settings, co_await settings_of(visit));
  if (settings.issuer.empty() || settings.client_id.empty()) {
    co_return Error(Code::conflict, fmt::format("no {} is set: enter it in the sign-in settings",
                                                settings.issuer.empty() ? "issuer" : "clientId"));
  }
  const Registered registered = registration_of(visit, settings);
  if (const auto* refusal = std::get_if<SignInRefusal>(&registered)) {
    co_return Error(Code::conflict, unusable(*refusal).detail);
  }
  const std::string browser = browser_secret_of(loop, request);
  const Flow flow{.org = visit.org_text,
                  .to = "",
                  .id = oidc::random_text(loop.random),
                  .trial = oidc::random_text(loop.random)};
  const oidc::Secrets secrets =
      begin_flow(flow, browser, visit.now, loop.directory.cursor_keys(), loop.random);
  const oidc::Outcome<std::string> url =
      co_await start_url(visit, std::get<oidc::Registration>(registered), secrets);
  if (url.has_error()) {
    co_return Error(Code::conflict, url.error().detail);
  }
  const Tester tester{.org = org->org.key, .session = session, .author = std::move(author)};
  if (!loop.doors.desk.trials().begin(flow.trial, tester, visit.now)) {
    co_return Error(Code::overloaded, "too many tests by signing in are under way; try again");
  }
  co_return BegunTrial{.id = flow.trial,
                       .url = *url,
                       .expires = visit.now.plus_s(trial_life_s),
                       .cookie = set_cookie(request, cookie_name, browser, flow_life_s)};
}

std::optional<Trial> find_trial(const Loop& loop, const http::Request& request, store::OrgKey org,
                                const std::string& id) {
  return loop.doors.desk.trials().find(id, org, session_of(request), loop.clock.now());
}

Awaitable<http::Response> answer(const Loop& loop, const http::Request& request) {
  const bool is_start = request.path == "/oauth/start";
  if (!is_start && request.path != "/oauth/callback") {
    co_return plain_reply(404, "there is nothing here\n");
  }
  if (request.method != http::Method::get) {
    http::Response response = plain_reply(405, "method not allowed\n");
    response.headers.push_back({"Allow", "GET"});
    co_return response;
  }
  Visit visit{.loop = loop,
              .request = request,
              .query = http::parse_query(request.query),
              .now = loop.clock.now()};
  http::Response response;
  if (is_start) {
    response = co_await start(visit);
  } else {
    response = co_await callback(visit);
  }
  response.route = is_start ? "oauth.start" : "oauth.callback";
  response.org = visit.org ? visit.org_text : "";
  co_return response;
}

}  // namespace provost::api::oauth
