#pragma once

#include "admin/post.h"
#include "base/clock.h"
#include "store/store.h"

namespace provost::api {

// The running process, as all event loops share it: what GET /api/v1/system tells the operator.
struct System {
  store::Store& store;
  Timestamp started;
  admin::Post* post = nullptr;  // null: no mail
};

}  // namespace provost::api
