#pragma once

#include <ostream>

namespace provost::cli {

// Runs one command line. Data goes to `out`, everything else to `err`; a command that makes a
// secret prints only that on `out`. Returns the exit status: 0, 1 when the command failed, 2 when
// the command line is wrong.
int run(int argc, const char* const* argv, std::ostream& out, std::ostream& err);

}  // namespace provost::cli
