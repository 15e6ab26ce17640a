#pragma once

#include "api/loop/loop.h"
#include "console/site.h"
#include "http/message.h"

namespace provost::api {

// As what the console shows itself to whoever asks for a page: operators see Provost, and no other
// site may have them in a frame; everybody else sees the product of the branding (design rule 30).
// It goes by the session that the cookie has, whether that still lives or not: a session that has
// ended costs its holder a page in our colours, and looking it up would cost each page a read.
console::Look look_of(const Loop& loop, const http::Request& request);

}  // namespace provost::api
