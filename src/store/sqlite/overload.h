#pragma once

#include <string>

#include "base/error.h"

namespace provost::store::sqlite::overload {

// A bounded queue has no room (design §3 Threads): answered at once.
inline Error queue_full(const char* what) {
  Error error(Code::overloaded,
              std::string("the server has too many ") + what + " waiting; try again in a second");
  error.retry_after_s = 1;
  return error;
}

}  // namespace provost::store::sqlite::overload
