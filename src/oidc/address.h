#pragma once

#include "base/ip_network.h"
#include "base/url.h"

namespace provost::oidc {

// Where a provider may be. An organisation's Admin names the issuer, so that what the server asks
// must not lead it into the network it stands in.
enum class Reach : std::uint8_t {
  public_only,  // addresses of the public internet
  also_private  // loopback and private networks too: the operator's choice
};

bool is_loopback(const IpAddress& address);
// Link-local addresses are refused in any case: clouds keep the machine's credentials there.
bool may_reach(const IpAddress& address, Reach reach);
// https; or http to this very machine, which tests and trials need and nobody can listen to.
bool is_protected(const Url& url);

}  // namespace provost::oidc
