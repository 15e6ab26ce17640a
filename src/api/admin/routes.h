#pragma once

#include <cstdint>
#include <string_view>

#include "api/admin/call.h"
#include "http/router.h"
#include "identity/permissions.h"

namespace provost::api::admin_api {

// Who gets to the handler of a route.
enum class Entry : std::uint8_t {
  permitted,  // callers with the route's permission
  account,    // the same, for what concerns the caller's own signing in: takes no Idempotency-Key
  open,       // anybody, who is not asked who they are: the handler sees to it
};

// The object of a route's requests, from its pattern.
enum class About : std::uint8_t {
  installation,  // or the caller: there may be an organisation, the caller's own, or none
  organisation,  // the one in the path, which the caller has; without one no handler runs
};

struct Route {
  Answer (*handler)(AdminCall&) = nullptr;
  // What the caller must hold. Where a kind of caller has it for its own member only, parameter 1
  // of the path is that member.
  identity::Permission permission{};
  const char* name = "";  // in the access log
  // The query parameters that it knows, a space between them; any other is refused.
  std::string_view query = "";
  Entry entry = Entry::permitted;
  About about = About::installation;  // set by the table
};

// Every route of the administration interface, in one table. Where a route is about an
// organisation, parameter 0 of the path is that organisation, which is found before the handler
// runs.
const http::Router<Route>& admin_routes();

}  // namespace provost::api::admin_api
