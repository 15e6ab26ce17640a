#pragma once

#include <functional>

#include "base/result.h"
#include "json/json.h"
#include "provision/resources.h"
#include "store/transaction.h"

namespace provost::api::scim_api {

// One write on one resource, ready for the writer: the request was read, and what can be refused
// without the store was. It may run any number of times, and holds everything that it needs.
using Unit = std::function<Result<provision::Outcome>(store::Writer&)>;

// What a write is about. The type is one of the registry in the context that goes with it.
struct WriteTarget {
  const scim::schema::ResourceType& type;
  ResourceId id;
  provision::Precondition precondition;
  scim::resource::Projection projection;  // of the answer
};

// The writes of the protocol, the same for a request of their own and inside Bulk. Errors are those
// of reading: scim::resource::read and validate, scim::patch::read and bind.
Result<Unit> create_unit(WriteTarget target, const json::Value& body, provision::Context context);
Unit replace_unit(WriteTarget target, json::Value body, provision::Context context);
Result<Unit> patch_unit(WriteTarget target, const json::Value& body, provision::Context context);
// Its outcome holds nothing.
Unit remove_unit(WriteTarget target, provision::Context context);

}  // namespace provost::api::scim_api
