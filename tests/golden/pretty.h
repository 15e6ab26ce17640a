#pragma once

#include <string>

#include <boost/json/value.hpp>

namespace provost::golden {

// JSON for people: two blanks of indent, and what fits on one line of 96 columns stays on it.
std::string pretty(const boost::json::value& value);

}  // namespace provost::golden
