#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "admin/passwords.h"
#include "admin/vault.h"
#include "api/directory.h"
#include "api/stream_places.h"
#include "api/system.h"
#include "api/throttle.h"
#include "api/usage.h"
#include "api/workers.h"
#include "base/byte_budget.h"
#include "base/clock.h"
#include "base/random.h"
#include "http/message.h"
#include "log/log.h"
#include "provision/context.h"
#include "provision/list.h"
#include "store/store.h"

namespace provost::api {

namespace oauth {
class Desk;
}
struct Admission;

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
  admin::PasswordCost password_cost;
};

// What one event loop has for itself, and what all share.
struct Loop {
  store::Session& session;
  Directory& directory;
  UsageLog& usage;
  log::Log& log;
  Workers& hashing;        // for passwords
  Workers& known_hashing;  // the same for people who are known already
  Workers& errands;        // for what waits for other servers
  StreamPlaces& streams;
  Workers& large;  // for what takes a processor long
  ByteBudget& budget;
  SignInThrottle& sign_ins;
  const admin::Vault& vault;
  oauth::Desk& desk;  // for the sign-in of members
  provision::Anchors& anchors;
  const Clock& clock;
  Random& random;
  const Settings& settings;
  const System& system;
};

// An operation of a Bulk request that failed.
struct FailedOperation {
  std::string method;
  log::Subject subject;
  Error error;
};

// What the provisioning log says about a completed request, in addition to its answer.
struct CallNotes {
  log::Subject subject;
  std::vector<log::Remark> remarks;
  std::vector<FailedOperation> failed_operations;
  bool is_probe = false;  // a read that tries the connection out
  // Of the journal; 0 for none.
  std::int64_t first_seq = 0;
  std::int64_t last_seq = 0;
};

// One SCIM request after admission: who asks, of which organisation, for what.
struct Call {
  const Loop& loop;
  const http::Request& request;
  // Its arrival: the time of everything that it creates and changes.
  Timestamp now;
  http::QueryParameters query;
  std::shared_ptr<const OrgSnapshot> org;
  std::string token_id;
  std::string base;                     // the Tenant URL
  std::vector<std::string> parameters;  // of the route, decoded
  // What let it in; null where the route is open to all.
  std::shared_ptr<const Admission> admission = {};
  store::Origin origin = {};  // made when context() first asks for it
  CallNotes notes = {};       // left by the handler

  const scim::schema::Registry& registry() const { return *org->registry; }
  store::OrgKey org_key() const { return org->org.key; }
  scim::Rules rules() const;
  provision::Context context();
};

}  // namespace provost::api
