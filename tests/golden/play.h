#pragma once

#include <string>
#include <vector>

#include "golden/case.h"
#include "golden/wire.h"

namespace provost::golden {

struct Outcome {
  // One text per exchange that went wrong: where, what differs, what was sent and answered.
  std::vector<std::string> faults;
  // The case file's lines with every expectation that was not met written anew.
  std::vector<std::string> rewritten;
};

// Plays one case in an organisation of its own, from the first exchange to the last. A failed setup
// ends it, since what follows would only repeat the fault.
Outcome play(const Case& test_case, const std::string& profile, Wire& wire);

// What cannot stand in a request target is percent-encoded (blanks, quotes, brackets, anything but
// ASCII), so that a filter can be written as people read it; `+` and `%` stay as they are.
std::string encode_target(std::string_view target);

}  // namespace provost::golden
