#pragma once

#include <string>
#include <vector>

#include "simulate/options.h"
#include "simulate/recorder.h"
#include "simulate/run.h"

namespace provost::simulate {

// Everything the end of a run shows.
struct Report {
  Options options;
  Outcome outcome;
  double seconds = 0;
  std::vector<Row> rows;
  std::vector<std::string> failures;     // the first Findings::kept_max
  std::vector<std::string> differences;  // likewise
  std::vector<std::string> unchecked;    // likewise
};

// For people: the table of requests, failures, differences, and how many objects are there.
std::string to_text(const Report& report);
// One JSON object on one line, with all of that. The token is never in either.
std::string to_json(const Report& report);

}  // namespace provost::simulate
