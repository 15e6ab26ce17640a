#include "scim/message/search.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include <fmt/format.h>

#include "base/text.h"
#include "scim/message/urns.h"

namespace provost::scim::message {
namespace {

Error wrong_type(std::string_view name, std::string_view wanted) {
  return Error(Code::invalid_value, fmt::format("{} of a SearchRequest is {}", name, wanted));
}

bool is_search_request(const json::Object& body) {
  const json::Value* schemas = json::find(body, "schemas");
  return schemas != nullptr && schemas->is_array() &&
         std::ranges::any_of(schemas->get_array(), [](const json::Value& urn) {
           return urn.is_string() && iequals(urn.get_string(), search_urn);
         });
}

// Null counts as absent, as everywhere (standards.md ATT-7).
const json::Value* member(const json::Object& body, std::string_view name) {
  const json::Value* value = json::find(body, name);
  return value == nullptr || value->is_null() ? nullptr : value;
}

Result<std::optional<std::string>> read_text(const json::Object& body, std::string_view name) {
  const json::Value* value = member(body, name);
  if (value == nullptr) {
    return std::optional<std::string>{};
  }
  if (!value->is_string()) {
    return wrong_type(name, "a string");
  }
  return std::optional<std::string>(value->get_string());
}

Result<std::optional<std::int64_t>> read_number(const json::Object& body, std::string_view name,
                                                Code refusal) {
  const json::Value* value = member(body, name);
  if (value == nullptr) {
    return std::optional<std::int64_t>{};
  }
  const std::string text =
      value->is_string() ? std::string(value->get_string()) : json::write(*value);
  TRY_ASSIGN(const std::int64_t number, whole_number(name, text, refusal));
  return std::optional<std::int64_t>{number};
}

Result<std::vector<std::string>> read_names(const json::Object& body, std::string_view name) {
  std::vector<std::string> names;
  const json::Value* value = member(body, name);
  if (value == nullptr) {
    return names;
  }
  if (value->is_string()) {
    append_names(names, value->get_string());
    return names;
  }
  if (!value->is_array()) {
    return wrong_type(name, "an array of attribute names");
  }
  for (const json::Value& element : value->get_array()) {
    if (!element.is_string()) {
      return wrong_type(name, "an array of attribute names");
    }
    append_names(names, element.get_string());
  }
  return names;
}

}  // namespace

void append_names(std::vector<std::string>& names, std::string_view list) {
  for (std::size_t from = 0; from <= list.size();) {
    const std::size_t comma = std::min(list.find(',', from), list.size());
    std::string_view name = list.substr(from, comma - from);
    name.remove_prefix(std::min(name.find_first_not_of(' '), name.size()));
    name.remove_suffix(name.size() - (name.find_last_not_of(' ') + 1));
    if (!name.empty()) {
      names.emplace_back(name);
    }
    from = comma + 1;
  }
}

Result<std::int64_t> whole_number(std::string_view name, std::string_view text, Code refusal) {
  std::int64_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault == std::errc::invalid_argument || end != text.data() + text.size()) {
    return Error(refusal, fmt::format("{} must be a whole number, not \"{}\"", name, text));
  }
  if (fault == std::errc::result_out_of_range) {
    return text.front() == '-' ? std::numeric_limits<std::int64_t>::min()
                               : std::numeric_limits<std::int64_t>::max();
  }
  return number;
}

Result<SearchRequest> read_search(const json::Value& body, const Rules& rules) {
  const json::Object* object = body.if_object();
  if (object == nullptr) {
    return Error(Code::invalid_syntax, "the body of a search must be a JSON object");
  }
  if (!rules.takes_any_schemas() && !is_search_request(*object)) {
    return Error(
        Code::invalid_syntax,
        fmt::format("the body of a search is an object whose schemas hold {}", search_urn));
  }
  SearchRequest request;
  TRY_ASSIGN(request.attributes, read_names(*object, "attributes"));
  TRY_ASSIGN(request.excluded_attributes, read_names(*object, "excludedAttributes"));
  TRY_ASSIGN(request.filter, read_text(*object, "filter"));
  TRY_ASSIGN(const std::optional<std::string> sort_by, read_text(*object, "sortBy"));
  TRY_ASSIGN(const std::optional<std::string> sort_order, read_text(*object, "sortOrder"));
  TRY_ASSIGN(request.cursor, read_text(*object, "cursor"));
  request.sort_by = sort_by.value_or("");
  request.sort_order = sort_order.value_or("");
  TRY_ASSIGN(request.start_index, read_number(*object, "startIndex", Code::invalid_value));
  TRY_ASSIGN(
      request.count,
      read_number(*object, "count", request.cursor ? Code::invalid_count : Code::invalid_value));
  return request;
}

}  // namespace provost::scim::message
