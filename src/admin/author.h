#pragma once

#include <string>

#include "store/records.h"

namespace provost::admin {

// Who makes a change, for the journal.
struct Author {
  std::string actor;  // "cli", "operator:<id>", "member:<id>"
  std::string cause;  // the request id
  store::Origin origin = {};
};

}  // namespace provost::admin
