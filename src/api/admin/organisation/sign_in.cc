#include "store/sign_in.h"

#include <fmt/format.h>

#include "api/admin/change.h"
#include "api/admin/handlers.h"
#include "api/loop/await.h"
#include "api/loop/workers.h"
#include "api/oauth/answer.h"
#include "api/oauth/desk.h"
#include "base/rfc3339.h"
#include "base/text.h"
#include "identity/sign_in_settings.h"
#include "oidc/issuer.h"

namespace provost::api::admin_api {
namespace {

using store::SignInSettings;

Result<SignInSettings> read_settings(store::Reader& reader) {
  return reader.sign_in().settings();
}

http::Response settings_reply(const AdminCall& call, const SignInSettings& settings) {
  json::Object body = identity::describe_sign_in(settings);
  body["redirectUri"] = oauth::redirect_uri_of(call.request);
  body["signInUrl"] = fmt::format("{}/console/sign-in?org={}", call.request.base_url,
                                  encode_uri_component(call.org_id().str()));
  body["clientSecretLost"] =
      !identity::client_secret_of(settings, call.org_id(), call.loop.doors.vault);
  return json_reply(200, body);
}

Result<identity::SignInChange> read_change(const AdminCall& call) {
  TRY_ASSIGN(const json::Object body, body_of(call, {"enabled", "issuer", "clientId",
                                                     "clientSecret", "clientSecretExpires"}));
  identity::SignInChange change;
  TRY_ASSIGN(change.enabled, boolean_member(body, "enabled"));
  TRY_ASSIGN(change.issuer, text_member(body, "issuer"));
  TRY_ASSIGN(change.client_id, text_member(body, "clientId"));
  TRY_ASSIGN(change.client_secret, text_member(body, "clientSecret"));
  const json::Value* expires = body.if_contains("clientSecretExpires");
  if (expires != nullptr && expires->is_null()) {
    change.secret_expires = "";
  } else {
    TRY_ASSIGN(change.secret_expires, text_member(body, "clientSecretExpires"));
  }
  return change;
}

// The result of a check, and whether the provider accepts the client secret, if it says so.
struct Found {
  oidc::Checkup checkup;
  std::optional<bool> accepts_client;
};

constexpr const char* client_is_refused =
    "the provider does not accept the client ID with this client secret (invalid_client): the "
    "secret "
    "is wrong or has expired; make a new one in the app registration and enter it";

json::Object describe(const SignInSettings& settings, const Found& found) {
  const oidc::Checkup& checkup = found.checkup;
  json::Array problems;
  for (const std::string& problem : checkup.problems) {
    problems.emplace_back(problem);
  }
  json::Object body{{"ok", checkup.problems.empty()}, {"problems", std::move(problems)},
                    {"issuer", settings.issuer},      {"authorizationEndpoint", nullptr},
                    {"tokenEndpoint", nullptr},       {"keys", checkup.keys}};
  if (checkup.provider) {
    body["authorizationEndpoint"] = checkup.provider->authorization_endpoint;
    body["tokenEndpoint"] = checkup.provider->token_endpoint;
  }
  body["clientAccepted"] = found.accepts_client ? json::Value(*found.accepts_client) : nullptr;
  return body;
}

// Missing settings can be reported without asking anybody.
Found incomplete(std::string problem) {
  Found found;
  found.checkup.problems.push_back(std::move(problem));
  return found;
}

boost::asio::awaitable<Result<Found>> check(AdminCall& call, const SignInSettings& settings) {
  if (settings.issuer.empty()) {
    co_return incomplete("no issuer is set");
  }
  const Result<oidc::Issuer> issuer = oidc::read_issuer(settings.issuer);
  if (issuer.has_error()) {
    co_return incomplete(issuer.error().detail);
  }
  const std::optional<std::string> secret =
      identity::client_secret_of(settings, call.org_id(), call.loop.doors.vault);
  const bool knows_client = !settings.client_id.empty() && secret;
  const oidc::Registration registration{.issuer = *issuer,
                                        .client_id = settings.client_id,
                                        .client_secret = secret.value_or(""),
                                        .redirect_uri = oauth::redirect_uri_of(call.request)};
  const auto work = [&]() -> Result<Found> {
    oidc::Providers& providers = call.loop.doors.desk.providers();
    Found found{.checkup = providers.check(*issuer), .accepts_client = {}};
    if (found.checkup.provider && knows_client) {
      found.accepts_client = providers.accepts_client(*found.checkup.provider, registration);
    }
    return found;
  };
  CO_TRY_ASSIGN(Found found,
                co_await apart<Found>(call.loop.doors.errands, call.org_id().str(), work));
  if (settings.client_id.empty()) {
    found.checkup.problems.push_back("no clientId is set");
  }
  if (!secret) {
    found.checkup.problems.emplace_back(identity::client_secret_is_lost);
  }
  if (found.accepts_client == false) {
    found.checkup.problems.emplace_back(client_is_refused);
  }
  co_return found;
}

}  // namespace

Answer get_sign_in_settings(AdminCall& call) {
  CO_TRY_ASSIGN(const SignInSettings settings,
                co_await read<SignInSettings>(call.loop.session, call.org_key(), read_settings));
  co_return settings_reply(call, settings);
}

Answer change_sign_in_settings(AdminCall& call) {
  CO_TRY_ASSIGN(const identity::SignInChange wanted, read_change(call));
  const auto work = [&](store::Writer& writer) {
    return identity::change_sign_in(writer, call.org_id(), wanted, call.loop.doors.vault,
                                    call.author());
  };
  CO_TRY_ASSIGN(const SignInSettings settings, co_await change<SignInSettings>(call, work));
  co_return settings_reply(call, settings);
}

Answer test_sign_in(AdminCall& call) {
  CO_TRY(optional_body_of(call, {}));
  CO_TRY_ASSIGN(const SignInSettings settings,
                co_await read<SignInSettings>(call.loop.session, call.org_key(), read_settings));
  CO_TRY_ASSIGN(const Found found, co_await check(call, settings));
  co_return json_reply(200, describe(settings, found));
}

Answer begin_sign_in_trial(AdminCall& call) {
  CO_TRY(optional_body_of(call, {}));
  CO_TRY_ASSIGN(const oauth::BegunTrial trial,
                co_await oauth::begin_trial(call.loop, call.request, call.org, call.author()));
  http::Response response = json_reply(
      201,
      json::Object{{"id", trial.id}, {"url", trial.url}, {"expires", to_rfc3339(trial.expires)}});
  response.headers.push_back(trial.cookie);
  co_return response;
}

Answer get_sign_in_trial(AdminCall& call) {
  const std::string& id = call.parameters.at(1);
  const std::optional<oauth::Trial> trial =
      oauth::find_trial(call.loop, call.request, call.org_key(), id);
  if (!trial) {
    co_return Error(Code::not_found,
                    fmt::format("there is no test by signing in with the id {} of this session, or "
                                "it is over",
                                id));
  }
  co_return json_reply(200, json::Object{{"id", id},
                                         {"expires", to_rfc3339(trial->expires)},
                                         {"result", trial->result ? json::Value(*trial->result)
                                                                  : json::Value(nullptr)}});
}

// For the sign-in page: anybody may ask. An organisation without sign-in answers like one that does
// not exist, so this does not reveal who is a customer.
Answer find_sign_in(AdminCall& call) {
  json::Object body{{"organisation", nullptr}, {"oidc", false}};
  const std::string* org = parameter_of(call, "org");
  const auto known = org == nullptr ? nullptr : call.loop.directory.find(*org);
  if (known) {
    CO_TRY_ASSIGN(const SignInSettings settings,
                  co_await read<SignInSettings>(call.loop.session, known->org.key, read_settings));
    if (settings.enabled) {
      body["organisation"] = {{"id", *org}, {"name", known->org.settings.name}};
      body["oidc"] = true;
    }
  }
  co_return json_reply(200, body);
}

}  // namespace provost::api::admin_api
