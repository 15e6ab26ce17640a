#pragma once

#include <string_view>

#include "http/message.h"
#include "store/records.h"

namespace provost::api {

// Where a request came from, for the journal: {"ip", "host", "userAgent", "referer", "method",
// "path"}, and "operator" or "contact" with the name of the operator or IT contact whose session it
// is of, who may have been removed when somebody reads it. Without the query, which may hold
// anything, and with long headers cut.
store::Origin origin_of(const http::Request& request, std::string_view operator_name = {},
                        std::string_view contact_name = {});

}  // namespace provost::api
