#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/random.h"
#include "scim/resource/read.h"
#include "scim/schema/schema.h"
#include "store/records.h"

namespace provost::provision {

// What every use case needs to know of a request: the organisation's registry and rules, and who
// asked, for the journal.
struct Context {
  // Shared, so that a write may wait in the store's queue for longer than its request lives.
  std::shared_ptr<const scim::schema::Registry> registry;
  // That of the organisation when the registry was built (store::Org).
  std::int64_t schemas_revision = 0;
  scim::Rules rules;
  Timestamp now;
  std::string actor;  // "token:<id>"
  std::string cause;  // the request id
  store::Origin origin = {};
};

}  // namespace provost::provision
