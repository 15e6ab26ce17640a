#pragma once

#include <cstdint>

#include "api/scim/handlers.h"
#include "http/router.h"

namespace provost::api::scim_api {

// Who may call a route.
enum class Access : std::uint8_t {
  open,   // everybody: the answer is the same for all organisations
  token,  // holders of a live Secret Token of the organisation in the path
};

// How large the bodies of a route may be.
enum class Body : std::uint8_t { usual, bulk };

struct Route {
  Answer (*handler)(Call&) = nullptr;
  Access access = Access::token;
  const char* name = "";  // in the access log
  Body body = Body::usual;
};

// Every route of the SCIM protocol, in one table. Parameter 0 is the organisation.
const http::Router<Route>& scim_routes();

}  // namespace provost::api::scim_api
