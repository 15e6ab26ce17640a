#pragma once

#include <cstdlib>
#include <string_view>

namespace provost::testing {

// How often units of work are rehearsed (store::sqlite::Options): twice where the environment has
// PROVOST_TRIALS=rehearsals, which ctest sets for the tests whose names end in ".rehearsals".
inline int rehearsals_wanted() {
  const char* trials = std::getenv("PROVOST_TRIALS");
  return trials != nullptr && std::string_view(trials) == "rehearsals" ? 2 : 0;
}

}  // namespace provost::testing
