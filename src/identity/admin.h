#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "store/store.h"

namespace provost::identity {

// Who makes a change, for the journal.
struct Author {
  std::string actor;  // "cli", "operator:<id>", "member:<id>"
  std::string cause;  // the id of the request or command
  store::Origin origin = {};
};

// What use cases need that wait for the store. They run in the command line, in chores and in
// tests, never on an event loop.
struct Admin {
  store::Session& session;
  const Clock& clock;
  Random& random;
  std::string actor;  // for the journal: "cli"
  // Of one command: what it did belongs together, as what a request did. Empty for the server.
  std::string cause = {};

  Author author() const { return {actor, cause}; }
};

// Code::not_found.
Result<store::Org> find_organisation(const Admin& admin, const OrgId& id);
std::vector<store::Org> list_organisations(const Admin& admin);

}  // namespace provost::identity
