#pragma once

#include <string>
#include <string_view>

#include "json/json.h"

namespace provost::admin {

// Audit events as lines of a file.

// One JSON object a line.
void append_ndjson(std::string& out, const json::Object& event);

// RFC 4180. Text that a spreadsheet would take for a formula gets an apostrophe in front: parts of
// an event, such as the user agent, are whatever a client sends.
std::string_view csv_titles();
void append_csv(std::string& out, const json::Object& event);

}  // namespace provost::admin
