#pragma once

#include <string>
#include <string_view>

#include "oidc/fault.h"
#include "oidc/issuer.h"

namespace provost::oidc {

// How a client says who it is at the token endpoint.
enum class ClientAuthentication : std::uint8_t { post, basic };

// The parts of a provider's discovery document needed for sign-in (OpenID Connect Discovery 1.0
// §3).
struct Provider {
  std::string authorization_endpoint;
  std::string token_endpoint;
  std::string keys_url;  // jwks_uri
  ClientAuthentication authentication = ClientAuthentication::basic;
};

// FaultKind::invalid when it is not such a document, is for another issuer, names an endpoint that
// is not protected, or shows that the provider lacks a requirement: the code flow, PKCE with S256,
// and a signature that is accepted.
Outcome<Provider> read_discovery(std::string_view text, const Issuer& issuer);

}  // namespace provost::oidc
