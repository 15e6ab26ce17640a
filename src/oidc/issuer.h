#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace provost::oidc {

// Who vouches for the people of an organisation: the text that its discovery document and every
// token must repeat letter for letter.
struct Issuer {
  std::string text;
  // Of Microsoft Entra ID, whose issuers end in /TENANT/v2.0: the tenant, which the `tid` of a
  // token must be. Empty otherwise.
  std::string tenant;

  bool is_entra() const { return !tenant.empty(); }
  // Where the discovery document is (OpenID Connect Discovery 1.0 §4).
  std::string discovery_url() const;
};

// Code::invalid_value names what is wrong: it must be https (http only for this very machine), have
// no query, and be of one tenant. `common`, `organizations` and `consumers` are refused: with them
// anybody with a Microsoft account gets a token from the same provider.
Result<Issuer> read_issuer(std::string_view text);

}  // namespace provost::oidc
