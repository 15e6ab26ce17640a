#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "base/result.h"

namespace provost::json {

using Value = boost::json::value;
using Object = boost::json::object;
using Array = boost::json::array;

struct Limits {
  std::size_t depth_max = 32;
  std::size_t string_bytes_max = 1 << 20;
  std::size_t values_max = 2'000'000;  // scalars, members and elements together
};

// Reads one JSON text. Code::invalid_syntax, with the byte offset in the detail, when it is not
// JSON, not UTF-8, beyond a limit, or when one object has two members whose names are equal without
// regard to case (standards.md ATT-3, TYP-10). Member order is kept.
Result<Value> parse(std::string_view text, const Limits& limits = {});

// The member of that name, compared without case (RFC 7643 §2.1), or null.
const Value* find(const Object& object, std::string_view name);
Value* find(Object& object, std::string_view name);

// What RFC 7643 §2.5 calls unassigned: null or [].
bool is_unassigned(const Value& value);

// Compact JSON text. `append` forms add to what is already there.
std::string write(const Value& value);
void append(std::string& out, const Value& value);
void append_string(std::string& out, std::string_view text);

}  // namespace provost::json
