#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "oidc/discovery.h"
#include "oidc/fault.h"
#include "oidc/issuer.h"

// The requests to the provider and its answers before there is an ID token (OpenID Connect Core 1.0
// §3.1, RFC 6749 §4.1, RFC 7636).
namespace provost::oidc {

// This server as the provider knows it.
struct Registration {
  Issuer issuer;
  std::string client_id;
  std::string client_secret;  // empty for a public client
  std::string redirect_uri;
};

// What only this sign-in and the browser that began it know.
struct Secrets {
  std::string state;
  std::string nonce;
  std::string code_verifier;
};

// Where the browser goes. Requests the person's name and id with `openid profile`; no e-mail
// address, since it never identifies anybody here.
std::string authorization_url(const Provider& provider, const Registration& registration,
                              const Secrets& secrets);

// S256 of RFC 7636 §4.2.
std::string code_challenge(std::string_view code_verifier);

// A POST to the token endpoint: the form, and the Authorization header where there is one.
struct TokenRequest {
  std::string form;
  std::string authorization;
};
TokenRequest token_request(const Provider& provider, const Registration& registration,
                           std::string_view code, std::string_view code_verifier);

// The ID token of an answer. FaultKind::refused, wrong_grant or wrong_client with the provider's
// own code of the error (never its free text, which may repeat what was sent), FaultKind::invalid
// when there is no ID token.
Outcome<std::string> read_token_answer(int status, std::string_view body);

}  // namespace provost::oidc
