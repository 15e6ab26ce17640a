#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "identity/admin.h"
#include "identity/totp.h"
#include "identity/vault.h"
#include "json/json.h"
#include "store/operators.h"

// The people who operate the installation (docs/decisions/0016): how they come, sign in and go.
// Each function is part of one transaction of the catalogue; passwords are hashed before.
namespace provost::identity {

inline constexpr std::int64_t operator_link_life_s = 30 * 60;
inline constexpr std::int64_t operator_session_life_s = 12 * 3600;
inline constexpr std::int64_t operator_session_idle_s = 2 * 3600;
inline constexpr std::size_t operator_sessions_max = 20;
inline constexpr std::size_t operators_max = 200;

// What finds an operator by name: letters count alike in any case and width.
std::string operator_key_of(std::string_view name);
// Code::invalid_value when it is empty, longer than 100 bytes, or begins or ends with a space.
Result<void> check_operator_name(std::string_view name);

struct NewOperatorLink {
  store::OperatorLink link;
  std::string text;  // shown once, never stored
};
// A link for creating one more operator; deletes expired ones.
NewOperatorLink make_operator_link(store::OperatorWriter& operators, Timestamp now, Random& random,
                                   std::string actor);
// Part of the same transaction.
void note_invitation(store::CatalogueWriter& catalogue, const store::OperatorLink& link,
                     const Author& author);
// Both for callers that wait: the CLI and the start of a server.
Result<NewOperatorLink> create_operator_link(const Admin& admin);
std::vector<store::Operator> list_operators(const Admin& admin);
// Whether it may be used still.
std::optional<store::OperatorLink> find_operator_link(store::OperatorReader& operators,
                                                      std::string_view text, Timestamp now);
// How the link reaches people: the fragment of a URL is in no log.
std::string operator_link_url(std::string_view base_url, std::string_view text);

struct NewOperatorSession {
  store::OperatorSession session;
  std::string text;  // for the cookie, never stored
};
// A sign-in of that moment, from there.
struct SignInFrom {
  Timestamp now;
  std::string address;
  std::string agent;
};

// Uses the link up: the operator is there and signed in. Code::not_found when the link is used,
// expired or unknown; Code::uniqueness when the name is taken.
Result<NewOperatorSession> redeem_operator_link(store::OperatorWriter& operators,
                                                std::string_view link, std::string_view name,
                                                std::string password_hash, const SignInFrom& from,
                                                Random& random);

// A session for an operator whose password was right. Expired ones go, and the oldest beyond
// operator_sessions_max.
NewOperatorSession open_operator_session(store::OperatorWriter& operators, store::Operator& one,
                                         const SignInFrom& from, Random& random);

// Whether a session lives: neither too old nor idle for too long.
bool is_live(const store::OperatorSession& session, Timestamp now);
// When it ends if nobody uses it again.
Timestamp end_of(const store::OperatorSession& session);

// Ends the sessions of an operator but one.
void end_operator_sessions(store::OperatorWriter& operators, const std::string& operator_id,
                           std::string_view except);

// Code::not_found; Code::conflict for the last one.
Result<void> remove_operator(store::CatalogueWriter& catalogue, const std::string& id,
                             const Author& author);

// Takes a one-time code: it and earlier ones are used up. False when it is none of this moment's,
// or was taken before. Code::internal when the secret cannot be opened.
Result<bool> take_totp_code(store::OperatorWriter& operators, store::Operator& one,
                            std::string_view code, Timestamp now, const Vault& vault);
// Begins to set codes up: the secret, kept until its first code comes. Code::conflict when codes
// are already on, unless their key is lost, so that they can no longer be checked.
Result<std::string> begin_totp(store::OperatorWriter& operators, store::Operator& one,
                               Random& random, const Vault& vault);
// The first code: from now on codes are required. False for a wrong one; Code::conflict when
// nothing was begun.
Result<bool> confirm_totp(store::OperatorWriter& operators, store::Operator& one,
                          std::string_view code, Timestamp now, const Vault& vault);
void end_totp(store::OperatorWriter& operators, store::Operator& one);

// For the vault, whose secret the operator's one-time codes are made of.
std::string totp_context(const store::Operator& one);

// As the API shows it.
json::Object describe(const store::Operator& one);

}  // namespace provost::identity
