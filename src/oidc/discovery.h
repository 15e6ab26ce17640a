#pragma once

#include <string>
#include <string_view>

#include "oidc/fault.h"
#include "oidc/issuer.h"

namespace provost::oidc {

// How a client says who it is at the token endpoint.
enum class ClientAuthentication : std::uint8_t { post, basic };

// What a sign-in needs of a provider's discovery document (OpenID Connect Discovery 1.0 §3).
struct Provider {
  std::string authorization_endpoint;
  std::string token_endpoint;
  std::string keys_url;  // jwks_uri
  ClientAuthentication authentication = ClientAuthentication::basic;
};

// FaultKind::invalid when it is no such document, speaks for another issuer, names an endpoint that
// is not protected, or says that the provider lacks what is needed here: the code flow, PKCE with
// S256, and a signature that is accepted.
Outcome<Provider> read_discovery(std::string_view text, const Issuer& issuer);

}  // namespace provost::oidc
