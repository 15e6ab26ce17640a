#pragma once

#include "base/clock.h"
#include "store/store.h"

namespace provost::api {

// The running process, as all event loops share it: what GET /api/v1/system tells the operator.
struct System {
  store::Store& store;
  Timestamp started;
};

}  // namespace provost::api
