#pragma once

#include <functional>
#include <ostream>

#include "app/config.h"

namespace provost::app {

// Runs the server until SIGTERM or SIGINT, then drains it. Writes one line to `out` when it
// listens. Throws std::runtime_error, with a text for people, when it cannot start.
void serve(const Config& config, std::ostream& out);

}  // namespace provost::app
