#include <string>

#include "base/url.h"
#include "check.h"
#include "oidc/address.h"
#include "oidc/discovery.h"

// The first line is an issuer, the rest a discovery document. An accepted document leads only to
// protected addresses, and does not belong to a tenant for everybody.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace provost;
  const std::string_view text = as_text(data, size);
  const std::size_t end = text.find('\n');
  const Result<oidc::Issuer> issuer = oidc::read_issuer(text.substr(0, end));
  if (issuer.has_error() || end == text.npos) {
    return 0;
  }
  hold(oidc::is_protected(parse_url(issuer->text).value()));
  hold(parse_url(issuer->discovery_url()).has_value() || issuer->text.size() > 2000);
  const std::string host = parse_url(issuer->text)->host;
  hold(host != "login.microsoftonline.com" || issuer->is_entra());
  const auto provider = oidc::read_discovery(text.substr(end + 1), *issuer);
  if (provider.has_value()) {
    for (const std::string& url :
         {provider->authorization_endpoint, provider->token_endpoint, provider->keys_url}) {
      hold(oidc::is_protected(parse_url(url).value()));
    }
  }
  return 0;
}
