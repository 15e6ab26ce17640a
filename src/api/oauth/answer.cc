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
  if (visit.org->org.settings.suspended) {
    return organisation_suspended;
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

Awaitable<Registered> find_registration(Visit& visit) {
  visit.org = visit.loop.directory.find(visit.org_text);
  if (!visit.org) {
    co_return not_configured;
  }
  const auto work = [](store::Reader& reader) -> Result<store::SignInSettings> {
    return reader.sign_in().settings();
  };
  const Result<store::SignInSettings> settings =
      co_await read<store::SignInSettings>(visit.loop.session, visit.org->org.key, work);
  if (settings.has_error() || !settings->enabled) {
    co_return not_configured;
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

Awaitable<http::Response> start(Visit& visit) {
  visit.org_text = visit.parameter("org");
  const Registered registered = co_await find_registration(visit);
  if (const auto* refusal = std::get_if<SignInRefusal>(&registered)) {
    co_return co_await refuse_before_asking(visit, *refusal);
  }
  // Sign-ins in several tabs of one browser share the secret without disturbing each other.
  std::string browser(cookie_in(visit.request, cookie_name));
  if (!is_browser_secret(browser)) {
    browser = new_browser_secret(visit.loop.random);
  }
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

Awaitable<http::Response> redeem(const Visit& visit, const OpenedFlow& opened,
                                 const oidc::Registration& registration) {
  const std::string issuer = visit.parameter("iss");
  if (!issuer.empty() && issuer != registration.issuer.text) {  // RFC 9207 §2.4
    co_return co_await refuse(visit, invalid_response, "the answer is by another issuer (iss)");
  }
  if (const std::string error = visit.parameter("error"); !error.empty()) {
    co_return co_await refuse(visit, provider_refused,
                              fmt::format("the provider answered {}", provider_word(error)));
  }
  const std::string code = visit.parameter("code");
  if (code.empty()) {
    co_return co_await refuse(visit, invalid_response, "the provider's answer has no code");
  }
  const auto work = [&](oidc::Providers& providers) {
    return providers.finish(registration, code, opened.secrets);
  };
  const oidc::Outcome<oidc::Person> person = co_await ask<oidc::Person>(visit, work);
  if (person.has_error()) {
    co_return co_await refuse(visit, identity::refusal_of(person.error().kind),
                              person.error().detail);
  }
  co_return co_await sign_in(visit, opened.flow, *person);
}

Awaitable<http::Response> callback(Visit& visit) {
  const std::optional<OpenedFlow> opened =
      open_flow(visit.parameter("state"), cookie_in(visit.request, cookie_name), visit.now,
                visit.loop.directory.cursor_keys());
  if (!opened) {
    co_return refusal_page(visit, expired_request);
  }
  visit.org_text = opened->flow.org;
  const Registered registered = co_await find_registration(visit);
  if (const auto* refusal = std::get_if<SignInRefusal>(&registered)) {
    co_return co_await refuse_before_asking(visit, *refusal);
  }
  co_return co_await redeem(visit, *opened, std::get<oidc::Registration>(registered));
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
