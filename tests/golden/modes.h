#pragma once

#include <memory>
#include <string>

#include "golden/wire.h"

namespace provost::golden {

// The service's handler, called on an event loop of this thread: no socket, no server.
std::unique_ptr<Wire> in_process();

// The service behind a real server on a free port of 127.0.0.1.
std::unique_ptr<Wire> over_socket();

struct Remote {
  std::string url;  // the Tenant URL of an organisation that holds nothing yet
  std::string token;
  std::string profile = "full";  // of that organisation
};
// Any SCIM server. Cases that need an organisation with settings of its own are not for it. Throws
// std::runtime_error when the URL is none.
std::unique_ptr<Wire> remote(const Remote& remote);

}  // namespace provost::golden
