#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "simulate/advertised.h"
#include "simulate/options.h"
#include "simulate/progress.h"
#include "simulate/session.h"
#include "simulate/world.h"

namespace provost::simulate {

// What the phases of one run work on.
struct Env {
  const Options& options;
  World& world;
  Shared& shared;
  Progress& progress;
  std::vector<Session>& sessions;  // one per worker
  Advertised advertised;

  // Runs task(session, 0) … task(session, count - 1), each once, on all workers. Tasks of one phase
  // must not touch the same object; returning means that all are done, so phases keep the order of
  // what happens to one object. Stops taking tasks when the run is stopped.
  void for_each(const std::string& phase, std::size_t count,
                const std::function<void(Session&, std::size_t)>& task);
};

// The id that a match query (a GET on a list) gives: empty for no hit. Anything else than a list
// with one hit or none is recorded as a failure (idp-clients.md §1.7, "several matches").
std::string find(Session& session, Kind kind, const std::string& target);

// Asks /Schemas what to expect back. Not part of what an identity provider does: verification
// needs it. A server without /Schemas is expected to give back everything.
void read_schemas(Env& env);

}  // namespace provost::simulate
