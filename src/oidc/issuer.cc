#include "oidc/issuer.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "base/url.h"
#include "base/uuid.h"
#include "oidc/address.h"

namespace provost::oidc {
namespace {

constexpr std::array entra_hosts{std::string_view("login.microsoftonline.com"),
                                 std::string_view("login.microsoftonline.us"),
                                 std::string_view("login.partner.microsoftonline.cn")};
// Microsoft's older host names: their tokens have version 1, or another issuer.
constexpr std::array old_entra_hosts{std::string_view("sts.windows.net"),
                                     std::string_view("login.windows.net"),
                                     std::string_view("login.microsoft.com")};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& list, std::string_view text) {
  return std::ranges::find(list, text) != list.end();
}

Error wrong(std::string detail) {
  return {Code::invalid_value, std::move(detail)};
}

bool is_tenant(std::string_view text) {
  const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  if (text.size() != 36) {
    return false;
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (is_dash ? text[i] != '-' : !is_hex(text[i])) {
      return false;
    }
  }
  return true;
}

// Entra's issuer is https://host/TENANT/v2.0, with the tenant's id in lower case.
Result<std::string> read_tenant(std::string_view path) {
  const std::size_t slash = path.empty() ? path.npos : path.find('/', 1);
  const std::string_view tenant = path.substr(std::min<std::size_t>(1, path.size()),
                                              slash == path.npos ? path.npos : slash - 1);
  for (const std::string_view many : {"common", "organizations", "consumers"}) {
    if (iequals(tenant, many)) {
      return wrong(
          fmt::format("the issuer names the tenant \"{}\", which stands for every "
                      "organisation at Microsoft; put your Directory (tenant) ID there: "
                      "https://login.microsoftonline.com/<Directory (tenant) ID>/v2.0",
                      tenant));
    }
  }
  if (!is_tenant(tenant) || path.substr(std::min(slash, path.size())) != "/v2.0") {
    return wrong(
        "the issuer of Microsoft Entra ID is "
        "https://login.microsoftonline.com/<Directory (tenant) ID>/v2.0, with the id in lower "
        "case and nothing behind it; the id is on the app registration's Overview");
  }
  return std::string(tenant);
}

}  // namespace

std::string Issuer::discovery_url() const {
  std::string_view base = text;
  if (base.ends_with('/')) {
    base.remove_suffix(1);
  }
  return std::string(base) + "/.well-known/openid-configuration";
}

Result<Issuer> read_issuer(std::string_view text) {
  const std::optional<Url> url = parse_url(text);
  if (!url || !url->query.empty() || text.ends_with('?')) {
    return wrong(
        "the issuer is an https URL without a query, such as "
        "https://login.microsoftonline.com/<Directory (tenant) ID>/v2.0");
  }
  if (!is_protected(*url)) {
    return wrong("the issuer must begin with https://: over http anybody on the way could sign in");
  }
  if (is_one_of(old_entra_hosts, url->host)) {
    return wrong(
        fmt::format("{} issues tokens of version 1; use "
                    "https://login.microsoftonline.com/<Directory (tenant) ID>/v2.0",
                    url->host));
  }
  Issuer issuer{.text = std::string(text), .tenant = {}};
  if (is_one_of(entra_hosts, url->host)) {
    TRY_ASSIGN(issuer.tenant, read_tenant(url->path));
  } else if (Result<std::string> tenant = read_tenant(url->path); tenant.has_value()) {
    issuer.tenant = std::move(*tenant);  // another host of Entra, such as *.ciamlogin.com
  }
  return issuer;
}

}  // namespace provost::oidc
