#pragma once

#include "http/message.h"
#include "store/records.h"

namespace provost::api {

// Where a request came from, for the journal: {"ip", "host", "userAgent", "referer", "method",
// "path"}. Without the query, which may hold anything, and with long headers cut.
store::Origin origin_of(const http::Request& request);

}  // namespace provost::api
