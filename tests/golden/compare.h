#pragma once

#include <string>
#include <vector>

#include <boost/json/value.hpp>

#include "golden/pattern.h"

// Compares an answer's JSON with what a case expects. The comparison is exact: a wrong, missing or
// additional member is a difference, the order of members is not. Strings of the expectation are
// patterns; further marks:
//
//   "<meta User>"          as the value of meta: exactly the five members of RFC 7643 §3.1, all of
//                          their form, and location names this very resource
//   "<empty>"              as a member's value: null, "", [] or {}, or no such member
//   "...": "..."           in an object: further members may follow
//   "..."                  as an array's last element: further elements may follow
//   "<any order>"          as an array's first element: the rest in any order
namespace provost::golden {

// One line per difference, naming its place as `body.members[0].value`. Empty when all is well;
// only then is what the expectation remembers kept for good by the caller.
std::vector<std::string> differences(const boost::json::value& expected,
                                     const boost::json::value& actual, Bindings& bindings);

inline constexpr std::string_view more_mark = "...";
inline constexpr std::string_view empty_mark = "<empty>";
inline constexpr std::string_view any_order_mark = "<any order>";

}  // namespace provost::golden
