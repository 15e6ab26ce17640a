#pragma once

#include <optional>
#include <string>

#include "admin/author.h"
#include "admin/vault.h"
#include "base/result.h"
#include "json/json.h"
#include "store/sign_in.h"
#include "store/transaction.h"

// How the members of an organisation sign in: which provider, and as which app it knows this
// server. Operators and Admins (Human) alone may say so (design §2.11).
namespace provost::admin {

// What is to change; nothing where it stays. An empty text takes a value away.
struct SignInChange {
  std::optional<bool> enabled;
  std::optional<std::string> issuer;
  std::optional<std::string> client_id;
  std::optional<std::string> client_secret;
};

// A unit of work; journals what changed, with what it was before, and never the secret.
// Code::invalid_value names what is wrong. Another issuer takes the client secret away unless one
// comes with it: whoever may name the issuer could otherwise have the old secret sent to a server
// of theirs. Turning sign-in off ends no session.
Result<store::SignInSettings> change_sign_in(store::Writer& writer, const OrgId& org,
                                             const SignInChange& change, const Vault& vault,
                                             const Author& author);

// The client secret; empty when there is none, or none that this server's key opens.
std::string client_secret_of(const store::SignInSettings& settings, const OrgId& org,
                             const Vault& vault);

// As the API shows it, without redirectUri, which depends on how the server is reached.
json::Object describe_sign_in(const store::SignInSettings& settings);

}  // namespace provost::admin
