#pragma once

#include <string>

#include <boost/json/value.hpp>

#include "golden/case.h"
#include "golden/pattern.h"
#include "golden/wire.h"

// UPDATE_GOLDEN=1: what an exchange expects is written anew from what the server answered. Masks
// that fit stay; ids, times and tags that are new get one.
namespace provost::golden {

// The expected JSON brought into line with the actual one.
boost::json::value merge(const boost::json::value& expected, const boost::json::value& actual,
                         const Bindings& bindings);

// The lines below the dash line: status, the headers that the case looks at, body.
std::string rewritten_expectation(const Exchange& exchange, const Answer& answer,
                                  const Bindings& bindings);

// The file's text with the exchange's expectation replaced. Exchanges are replaced from the last to
// the first, so that the line numbers of those before hold.
void replace_expectation(std::vector<std::string>& lines, const Exchange& exchange,
                         const std::string& text);

}  // namespace provost::golden
