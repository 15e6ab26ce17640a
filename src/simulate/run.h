#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <string>

#include "simulate/options.h"

namespace provost::simulate {

// The result of a run. `ok` sets the exit code: every request was answered as expected, and
// everything read back equals what was sent.
struct Outcome {
  bool ok = false;
  std::size_t requests = 0;
  std::size_t failures = 0;
  std::size_t differences = 0;
  std::size_t users_present = 0;   // of the model's users, active or not
  std::size_t groups_present = 0;  // of the model's groups
  std::string stopped;             // why the run ended early, or empty
  std::size_t unchecked = 0;       // what the server gives no way to check
};

// Behaves like an identity provider's provisioning service against the SCIM endpoint in `options`:
// probes it, provisions a made-up directory, changes it in cycles, reads everything back. Writes
// the report to `out` (text, or one JSON object) and the progress to `progress`: a bar when that
// stream is the process's terminal, otherwise a line every few seconds without control characters.
// Code::invalid_value faults of the options are reported in Outcome::stopped.
Outcome run(const Options& options, std::ostream& out, std::ostream& progress);

}  // namespace provost::simulate
