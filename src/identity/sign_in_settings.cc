#include "identity/sign_in_settings.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/outside_text.h"
#include "base/rfc3339.h"
#include "identity/to_json.h"
#include "oidc/issuer.h"

namespace provost::identity {
namespace {

using store::SignInSettings;

constexpr std::size_t client_id_bytes_max = 255;
constexpr std::size_t client_secret_bytes_max = 1024;

Result<void> check_issuer(const std::string& issuer) {
  if (!issuer.empty()) {
    TRY(oidc::read_issuer(issuer));
  }
  return {};
}

// Both end up in a form read by the provider: RFC 6749 appendix A allows these characters.
Result<void> check_visible(const char* name, const std::string& text, std::size_t bytes_max) {
  const bool is_visible = std::ranges::all_of(text, [](char c) { return c >= ' ' && c < '\x7f'; });
  if (!is_visible || text.size() > bytes_max) {
    return Error(Code::invalid_value,
                 fmt::format("{} has at most {} visible ASCII characters", name, bytes_max));
  }
  return {};
}

Result<void> check(const SignInChange& change) {
  TRY(check_issuer(change.issuer.value_or("")));
  TRY(check_visible("clientId", change.client_id.value_or(""), client_id_bytes_max));
  return check_visible("clientSecret", change.client_secret.value_or(""), client_secret_bytes_max);
}

// Nothing for an empty text.
Result<std::optional<Timestamp>> read_expiry(const std::string& text) {
  constexpr std::size_t date_bytes = 10;
  if (text.empty()) {
    return std::optional<Timestamp>();
  }
  const std::optional<Instant> instant =
      parse_date_time(text.size() == date_bytes ? text + "T00:00:00Z" : text);
  if (!instant || instant->seconds <= 0) {
    return Error(Code::invalid_value,
                 fmt::format("clientSecretExpires: \"{}\" is not a date like \"2027-03-31\" or a "
                             "time like \"2027-03-31T12:00:00Z\"",
                             outside_text(text, client_id_bytes_max)));
  }
  return std::optional(Timestamp{instant->seconds * 1000});
}

// The fields after the secret.
Result<void> change_expiry(SignInSettings& after, const SignInSettings& before,
                           const SignInChange& change) {
  if (after.sealed_secret != before.sealed_secret) {
    after.secret_expires.reset();
  }
  if (!change.secret_expires) {
    return {};
  }
  TRY_ASSIGN(after.secret_expires, read_expiry(*change.secret_expires));
  if (after.secret_expires && after.sealed_secret.empty()) {
    return Error(Code::invalid_value,
                 "clientSecretExpires: there is no client secret that could expire; enter it too");
  }
  return {};
}

SignInSettings changed(const SignInSettings& before, const OrgId& org, const SignInChange& change,
                       const Vault& vault) {
  SignInSettings after = before;
  after.enabled = change.enabled.value_or(before.enabled);
  after.issuer = change.issuer.value_or(before.issuer);
  after.client_id = change.client_id.value_or(before.client_id);
  if (after.issuer != before.issuer) {
    after.sealed_secret.clear();
  }
  if (change.client_secret) {
    after.sealed_secret = change.client_secret->empty()
                              ? std::string()
                              : vault.seal(*change.client_secret, client_secret_context(org));
  }
  return after;
}

Result<void> check_complete(const SignInSettings& settings) {
  if (settings.enabled && (settings.issuer.empty() || settings.client_id.empty())) {
    return Error(Code::invalid_value,
                 "sign-in can be enabled once issuer and clientId are set; both are on the app "
                 "registration's Overview in Entra");
  }
  return {};
}

void journal_change(store::Writer& writer, const OrgId& org, const SignInSettings& before,
                    const SignInSettings& after, const Author& author) {
  writer.append({.type = "sign_in.configured",
                 .subject_type = "organisation",
                 .subject_id = org.str(),
                 .actor = author.actor,
                 .cause = author.cause,
                 .data = json::write(json::Object{
                     {"before", describe_sign_in(before)},
                     {"after", describe_sign_in(after)},
                     {"clientSecretChanged", before.sealed_secret != after.sealed_secret}}),
                 .values = {},
                 .origin = author.origin});
}

}  // namespace

Result<SignInSettings> change_sign_in(store::Writer& writer, const OrgId& org,
                                      const SignInChange& change, const Vault& vault,
                                      const Author& author) {
  TRY(check(change));
  const SignInSettings before = writer.sign_in().settings();
  SignInSettings after = changed(before, org, change, vault);
  TRY(change_expiry(after, before, change));
  TRY(check_complete(after));
  if (after != before) {
    writer.change_sign_in().save_settings(after);
    journal_change(writer, org, before, after, author);
  }
  return after;
}

std::optional<std::string> client_secret_of(const SignInSettings& settings, const OrgId& org,
                                            const Vault& vault) {
  if (settings.sealed_secret.empty()) {
    return std::string();
  }
  return vault.open(settings.sealed_secret, client_secret_context(org));
}

std::string client_secret_context(const OrgId& org) {
  return "sign-in:" + org.str();
}

json::Object describe_sign_in(const SignInSettings& settings) {
  return {{"enabled", settings.enabled},
          {"issuer", settings.issuer},
          {"clientId", settings.client_id},
          {"clientSecretSet", !settings.sealed_secret.empty()},
          {"clientSecretExpires", to_json(settings.secret_expires)}};
}

}  // namespace provost::identity
