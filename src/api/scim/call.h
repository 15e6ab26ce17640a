#pragma once

#include <memory>
#include <string>
#include <vector>

#include "api/loop/loop.h"
#include "http/message.h"
#include "log/log.h"
#include "provision/context.h"

namespace provost::api::scim_api {

struct Admission;

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

}  // namespace provost::api::scim_api
