#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

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
  // As somebody read it at the provider; nothing when nobody has said.
  std::optional<Timestamp> secret_expires = {};
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

// A person refused at sign-in for one reason, without a success since; findings count these. Nobody
// in particular if the provider or the settings block everybody.
struct RefusedSignIn {
  std::string reason;              // as in the journal
  std::string person;              // distinguishes people, reveals nothing else; empty for nobody
  std::optional<ResourceId> user;  // the member it is about
  std::string name;                // as the provider calls them; personal
  std::size_t count = 0;           // refusals
  Timestamp since;
  Timestamp last;
};

// All of one reason.
struct RefusedSignIns {
  std::string reason;
  std::size_t people = 0;  // rows; those about nobody are one
  std::size_t count = 0;   // refusals
  Timestamp since;
  Timestamp last;
};

class SignInReader {
 public:
  virtual ~SignInReader() = default;
  // Empty ones when nobody ever set any.
  virtual SignInSettings settings() = 0;
  virtual std::optional<Identity> identity(std::string_view issuer, std::string_view subject) = 0;
  // A member has one identity at most at each issuer.
  virtual std::optional<Identity> identity_of(const ResourceId& user, std::string_view issuer) = 0;
  // Refusals of people last refused at `since` or later, by reason.
  virtual std::vector<RefusedSignIns> refusals(Timestamp since) = 0;
  // The people they are about, the latest first.
  virtual std::vector<RefusedSignIn> refused_people(std::string_view reason, Timestamp since,
                                                    std::size_t limit) = 0;
};

// A member's identities go with the member.
class SignInWriter {
 public:
  virtual ~SignInWriter() = default;
  virtual void save_settings(const SignInSettings& settings) = 0;
  // False when the identity is bound already, or the member has another one at that issuer.
  virtual bool add_identity(const Identity& identity) = 0;
  // Adds to those of the same reason and person (`count` and `since` are kept by the store), and
  // deletes those last seen before `forget_before`.
  virtual void add_refusal(const RefusedSignIn& refusal, Timestamp forget_before) = 0;
  // Those of a person, whatever the reason.
  virtual void remove_refusals(std::string_view person) = 0;
  // Those about a member, and those of that name, which may be empty.
  virtual void erase_refusals(const ResourceId& user, std::string_view name) = 0;
};

}  // namespace provost::store
