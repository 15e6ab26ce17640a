#include "api/oauth/flow.h"

#include <algorithm>
#include <utility>

#include "api/loop/sealed_text.h"
#include "base/text.h"
#include "json/json.h"
#include "json/text.h"
#include "oidc/encoding.h"

namespace provost::api::oauth {
namespace {

constexpr std::string_view console = "/console/";
constexpr std::size_t destination_bytes_max = 1024;
constexpr std::size_t secret_bytes = 32;

// Hashed, since the authenticated part of a sealed text must not contain a secret.
std::string scope_of(std::string_view browser_secret) {
  return "oauth " + oidc::sha256(browser_secret);
}

// The browser's secret is known only to it and this server, and so is the verifier: whoever sees
// state and code in transit cannot redeem the code.
oidc::Secrets secrets_of(const Flow& flow, std::string_view browser_secret, std::string state) {
  const auto derived = [&](std::string_view purpose) {
    return oidc::to_base64url(
        oidc::hmac_sha256(browser_secret, std::string(purpose) + ' ' + flow.id));
  };
  return {.state = std::move(state),
          .nonce = derived("nonce"),
          .code_verifier = derived("code_verifier")};
}

std::int64_t time_of(const json::Object& object) {
  const json::Value* value = object.if_contains("at");
  return value != nullptr && value->is_int64() ? value->get_int64() : 0;
}

bool has_dot_segment(std::string_view path) {
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view segment = path.substr(0, end);
    if (segment == "." || segment == "..") {
      return true;
    }
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return false;
}

}  // namespace

std::string new_browser_secret(Random& random) {
  return oidc::random_text(random);
}

bool is_browser_secret(std::string_view text) {
  const std::optional<std::string> bytes = oidc::from_base64url(text);
  return bytes && bytes->size() == secret_bytes;
}

oidc::Secrets begin_flow(const Flow& flow, std::string_view browser_secret, Timestamp now,
                         const std::vector<store::CursorKey>& keys, Random& random) {
  json::Object object{{"org", flow.org}, {"to", flow.to}, {"id", flow.id}, {"at", now.ms}};
  if (!flow.trial.empty()) {
    object["trial"] = flow.trial;
  }
  const std::string plain = json::write(std::move(object));
  return secrets_of(flow, browser_secret,
                    seal_text(plain, scope_of(browser_secret), now, keys, random));
}

std::optional<OpenedFlow> open_flow(std::string_view state, std::string_view browser_secret,
                                    Timestamp now, const std::vector<store::CursorKey>& keys) {
  if (!is_browser_secret(browser_secret)) {
    return std::nullopt;
  }
  const Result<std::string> plain = open_text(state, scope_of(browser_secret), now, keys);
  if (plain.has_error()) {
    return std::nullopt;
  }
  const json::Object object = json::parse(*plain).value().as_object();
  if (now >= Timestamp{time_of(object)}.plus_s(flow_life_s)) {
    return std::nullopt;
  }
  Flow flow{.org = json::text_at(object, "org"),
            .to = json::text_at(object, "to"),
            .id = json::text_at(object, "id"),
            .trial = json::text_at(object, "trial")};
  oidc::Secrets secrets = secrets_of(flow, browser_secret, std::string(state));
  return OpenedFlow{std::move(flow), std::move(secrets)};
}

std::string destination_of(std::string_view to) {
  const std::string_view path = to.substr(0, to.find_first_of("?#"));
  const std::optional<std::string> decoded = decode_path_segment(path);
  const bool is_plain = std::ranges::all_of(
      to, [](char c) { return c > ' ' && c < '\x7f' && c != '\\' && c != '"' && c != '<'; });
  const bool is_ours = to.starts_with(console) && to.size() <= destination_bytes_max && is_plain &&
                       decoded && !has_dot_segment(*decoded) &&
                       decoded->find('\\') == std::string::npos;
  return std::string(is_ours ? to : console);
}

}  // namespace provost::api::oauth
