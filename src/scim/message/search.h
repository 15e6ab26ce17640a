#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "json/json.h"
#include "scim/rules.h"

namespace provost::scim::message {

// A client's list request, from the query of a GET or the body of a POST to /.search, before it is
// resolved against resource types (RFC 7644 §3.4.3, RFC 9865 §3).
struct SearchRequest {
  std::vector<std::string> attributes;
  std::vector<std::string> excluded_attributes;
  std::optional<std::string> filter;
  std::string sort_by;
  std::string sort_order;
  std::optional<std::int64_t> start_index;
  std::optional<std::int64_t> count;
  std::optional<std::string> cursor;  // empty: the first page by cursor (standards.md CUR-1)
};

// Reads the body of a POST to /.search. Code::invalid_syntax when it is not a SearchRequest
// (standards.md SCH-1; tolerant organisations do not look at its schemas), Code::invalid_value or
// invalid_count for a member of the wrong type. Members that it does not know are ignored (SCH-2).
Result<SearchRequest> read_search(const json::Value& body, const Rules& rules = {});

// Adds the names of a comma list (standards.md PRJ-7).
void append_names(std::vector<std::string>& names, std::string_view list);

// A whole number in text. Beyond 64 bits it is clamped, since it only bounds a page (PAG-2).
// `refusal` is the code for anything else.
Result<std::int64_t> whole_number(std::string_view name, std::string_view text, Code refusal);

}  // namespace provost::scim::message
