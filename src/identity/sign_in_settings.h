#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "identity/admin.h"
#include "identity/vault.h"
#include "json/json.h"
#include "store/sign_in.h"
#include "store/transaction.h"

// How the members of an organisation sign in: which provider, and as which app it knows this
// server. Operators and Admins (Human) alone may say so (design §2.11).
namespace provost::identity {

// The changes; nothing for a value that stays. An empty text removes a value.
struct SignInChange {
  std::optional<bool> enabled;
  std::optional<std::string> issuer;
  std::optional<std::string> client_id;
  std::optional<std::string> client_secret;
  // RFC 3339, or a date alone, which means its first moment in UTC.
  std::optional<std::string> secret_expires = {};
};

// A unit of work; journals changes with the values before, never the secret. Code::invalid_value
// names what is wrong. The expiry belongs to the secret: it goes with it, and a new secret has none
// unless one is given. A new issuer deletes the client secret unless a new one comes with it:
// otherwise somebody allowed to set the issuer could have the old secret sent to their own server.
// Turning sign-in off ends no session.
Result<store::SignInSettings> change_sign_in(store::Writer& writer, const OrgId& org,
                                             const SignInChange& change, const Vault& vault,
                                             const Author& author);

// The client secret, empty when there is none; nothing when there is one that the vault does not
// open: its key is lost, and somebody has to enter the secret again.
std::optional<std::string> client_secret_of(const store::SignInSettings& settings, const OrgId& org,
                                            const Vault& vault);
inline constexpr std::string_view client_secret_is_lost =
    "the client secret cannot be read any more, because the key that it was sealed with is lost; "
    "enter it again under Settings → Identity Access → Sign-in";
// For the vault.
std::string client_secret_context(const OrgId& org);

// As the API shows it, without redirectUri and clientSecretLost, which depend on how the server is
// reached and on its key.
json::Object describe_sign_in(const store::SignInSettings& settings);

}  // namespace provost::identity
