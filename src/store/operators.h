#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/records.h"

// The people who operate the installation, above all organisations: their credentials, the one-time
// links for new accounts, and their sessions (docs/decisions/0016).
namespace provost::store {

struct Operator {
  std::string id;  // UUID text
  std::string name;
  std::string key;       // the name's comparison key: unique
  std::string password;  // its Argon2id hash with parameters and salt, as text
  Timestamp created;
  std::optional<Timestamp> last_sign_in;
  // Sealed secrets of one-time codes; empty for none. The pending one waits for its first code.
  std::string totp;
  std::string pending_totp;
  // The time step of the last code that was taken: it and earlier ones are used up.
  std::int64_t totp_step = 0;
};

// Never its text, like a Token. It is gone when it is used.
struct OperatorLink {
  std::string lookup;
  std::string hash;
  Timestamp created;
  std::string created_by;  // the actor, as in the journal
  Timestamp expires;
};

struct OperatorSession {
  std::string id;  // UUID text
  std::string operator_id;
  std::string lookup;
  std::string hash;
  Timestamp created;
  Timestamp expires;
  Use last_use;
};

class OperatorReader {
 public:
  virtual ~OperatorReader() = default;
  // The oldest first.
  virtual std::vector<Operator> all() = 0;
  virtual std::optional<Operator> find(std::string_view id) = 0;
  virtual std::optional<Operator> find_by_key(std::string_view key) = 0;

  virtual std::optional<OperatorLink> find_link(std::string_view lookup) = 0;

  // The oldest first.
  virtual std::vector<OperatorSession> sessions_of(std::string_view operator_id) = 0;
  virtual std::optional<OperatorSession> find_session(std::string_view lookup) = 0;
};

class OperatorWriter : public OperatorReader {
 public:
  // Code::uniqueness when the key of the name is taken.
  virtual Result<void> insert(const Operator& one) = 0;
  // Everything but id, name, key and created.
  virtual void update(const Operator& one) = 0;
  // With its sessions. False when there is none.
  virtual bool remove(std::string_view id) = 0;

  virtual void insert_link(const OperatorLink& link) = 0;
  virtual void remove_link(std::string_view lookup) = 0;
  virtual void remove_expired_links(Timestamp now) = 0;

  virtual void insert_session(const OperatorSession& session) = 0;
  // False when that operator has no such session.
  virtual bool remove_session(std::string_view operator_id, std::string_view id) = 0;
  virtual void mark_session_used(std::string_view lookup, const Use& use) = 0;
};

}  // namespace provost::store
