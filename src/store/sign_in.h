#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/uuid.h"
#include "store/records.h"

// How the members of an organisation sign in with OpenID Connect, and who did.
namespace provost::store {

struct SignInSettings {
  bool enabled = false;
  std::string issuer;
  std::string client_id;
  std::string sealed_secret;  // never the client secret itself; empty when there is none
  friend bool operator==(const SignInSettings&, const SignInSettings&) = default;
};

// The client secret of an organisation, as it is stored.
struct SealedSignIn {
  OrgKey org_key{};
  OrgId org;
  std::string sealed_secret;
};

// An identity at a provider, and its member since the first sign-in.
struct Identity {
  std::string issuer;
  std::string subject;
  ResourceId user;
  Timestamp since;
};

class SignInReader {
 public:
  virtual ~SignInReader() = default;
  // Empty ones when nobody ever set any.
  virtual SignInSettings settings() = 0;
  virtual std::optional<Identity> identity(std::string_view issuer, std::string_view subject) = 0;
  // A member has one identity at most at each issuer.
  virtual std::optional<Identity> identity_of(const ResourceId& user, std::string_view issuer) = 0;
};

// A member's identities go with the member.
class SignInWriter {
 public:
  virtual ~SignInWriter() = default;
  virtual void save_settings(const SignInSettings& settings) = 0;
  // False when the identity is bound already, or the member has another one at that issuer.
  virtual bool add_identity(const Identity& identity) = 0;
};

}  // namespace provost::store
