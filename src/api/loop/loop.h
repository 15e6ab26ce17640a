#pragma once

#include <cstddef>

#include "api/loop/directory.h"
#include "api/loop/stream_places.h"
#include "api/loop/system.h"
#include "api/loop/throttle.h"
#include "api/loop/usage.h"
#include "api/loop/workers.h"
#include "base/byte_budget.h"
#include "base/clock.h"
#include "base/random.h"
#include "identity/passwords.h"
#include "identity/vault.h"
#include "log/log.h"
#include "provision/list.h"
#include "store/store.h"

namespace provost::api {

namespace oauth {
class Desk;
}

struct Settings {
  provision::ListLimits list;
  std::size_t filter_bytes_max = 8192;
  std::size_t body_bytes_max = 8 * 1024 * 1024;
  // Of one BulkRequest; room for as many users with every attribute.
  std::size_t bulk_operations_max = 1000;
  std::size_t bulk_bytes_max = 2 * 1024 * 1024;
  // What requests and answers of everybody may hold at one time (base/byte_budget.h).
  std::size_t budget_bytes = 256 * 1024 * 1024;
  // Larger ones are read and written by a worker, since an event loop has others to answer.
  std::size_t bytes_on_loop_max = 256 * 1024;
  identity::PasswordCost password_cost;
};

// What signing in takes, of operators and of members, and nothing else does.
struct Doors {
  Workers& hashing;        // for passwords
  Workers& known_hashing;  // the same for people who are known already
  Workers& errands;        // for what waits for other servers
  SignInThrottle& sign_ins;
  const identity::Vault& vault;
  oauth::Desk& desk;  // for the sign-in of members
};

// What one event loop has for itself, and what all share.
struct Loop {
  store::Session& session;
  Directory& directory;
  UsageLog& usage;
  log::Log& log;
  StreamPlaces& streams;
  Workers& large;  // for what takes a processor long
  ByteBudget& budget;
  provision::Anchors& anchors;
  const Clock& clock;
  Random& random;
  const Settings& settings;
  const System& system;
  Doors doors;
};

}  // namespace provost::api
