#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "identity/admin.h"
#include "identity/caller.h"
#include "json/json.h"
#include "store/credentials.h"
#include "store/transaction.h"

// API keys and sessions of members (design §2.11): service accounts act by keys, humans by
// sessions. Neither grants more than the member has: each call checks the member's access.
namespace provost::identity {

// Of one kind, for one member.
inline constexpr std::size_t credentials_max = 50;
inline constexpr std::int64_t credential_life_max_s = std::int64_t{100} * 365 * 86400;
inline constexpr std::int64_t session_life_default_s = 12 * 3600;
inline constexpr std::int64_t session_life_max_s = 30 * 24 * 3600;

struct NewCredential {
  store::Credential credential;
  std::string text;  // shown once, never stored
};

// `expires_in_s`: nothing for never.
NewCredential make_credential(store::CredentialKind kind, const ResourceId& user, std::string name,
                              std::optional<std::int64_t> expires_in_s, Timestamp now,
                              Random& random, const Author& author);

// Keeps it for its member, whose expired ones go. Code::not_found when there is no such member;
// Code::conflict when the member has no access, or one of the identity type that acts by the other
// kind, or credentials_max of them; Code::invalid_value for a name that is empty or too long.
Result<void> add_credential(store::Writer& writer, const store::Credential& credential,
                            const Author& author);

// The oldest first. Code::not_found when there is no such member.
Result<std::vector<store::Credential>> list_credentials(store::Reader& reader,
                                                        const ResourceId& user,
                                                        store::CredentialKind kind,
                                                        std::string_view after, std::size_t limit);

// It no longer works. Code::not_found.
Result<void> revoke_credential(store::Writer& writer, const ResourceId& user,
                               store::CredentialKind kind, const std::string& id,
                               const Author& author);

// The kind of caller that holds that credential now; nothing when the member is inactive, has no
// access, or is not of the identity type that acts by it.
std::optional<CallerKind> caller_kind_of(store::Reader& reader,
                                         const store::Credential& credential);

// As the API shows it.
json::Object describe(const store::Credential& credential, Timestamp now);

}  // namespace provost::identity
