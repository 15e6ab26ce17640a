#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/random.h"
#include "scim/resource/read.h"
#include "scim/schema/schema.h"

namespace provost::provision {

// What every use case needs to know of a request: the organisation's registry and rules, and who
// asked, for the journal.
struct Context {
  const scim::schema::Registry& registry;
  scim::Rules rules;
  Timestamp now;
  std::string actor;  // "token:<id>"
  std::string cause;  // the request id
};

}  // namespace provost::provision
