#pragma once

#include <string>

namespace provost::admin {

// Who makes a change, for the journal.
struct Author {
  std::string actor;  // "cli", "operator:<id>", "member:<id>"
  std::string cause;  // the request id
};

}  // namespace provost::admin
