#include "golden/rewrite.h"

#include <algorithm>
#include <array>

#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include "golden/compare.h"
#include "golden/pretty.h"

namespace provost::golden {
namespace {

namespace json = boost::json;

// Turns a value into a pattern: masks replace what the case remembers or knows, and whatever is new
// in every run.
std::string masked(std::string_view text, const Bindings& bindings) {
  for (const auto& [name, value] : bindings.remembered()) {
    if (value == text) {
      return fmt::format("<{}>", name);
    }
  }
  Bindings scratch = bindings;
  for (const std::string_view mask : {"<time>", "<etag>"}) {
    if (fits(mask, text, scratch)) {
      return std::string(mask);
    }
  }
  std::string out(text);
  const auto replace = [&](const std::string& mask, const std::string& value) {
    for (auto at = out.find(value); !value.empty() && at != std::string::npos;
         at = out.find(value, at + mask.size())) {
      out.replace(at, value.size(), mask);
    }
  };
  if (const std::string* base = bindings.find_word("base")) {
    replace("<base>", *base);
  }
  for (const auto& [name, value] : bindings.remembered()) {
    if (name.starts_with("id:")) {
      replace(fmt::format("<{}>", name), value);
    }
  }
  return out;
}

json::value masked(const json::value& value, const Bindings& bindings) {
  if (value.is_string()) {
    return json::string(masked(std::string_view(value.get_string()), bindings));
  }
  json::value out = value;
  if (out.is_array()) {
    for (json::value& element : out.get_array()) {
      element = masked(element, bindings);
    }
  } else if (out.is_object()) {
    for (auto&& [name, member] : out.get_object()) {
      member = masked(member, bindings);
    }
  }
  return out;
}

json::object merge_objects(const json::object& expected, const json::object& actual,
                           const Bindings& bindings) {
  json::object out;
  for (const auto& [name, value] : expected) {
    Bindings scratch = bindings;
    const json::value* found = actual.if_contains(name);
    if (name == more_mark) {
      out.emplace(name, value);
    } else if (found != nullptr) {
      // A member may fit only together with its siblings (meta), so the pair is compared in its
      // object.
      const bool fitting =
          differences(json::object{{name, value}, {more_mark, more_mark}}, actual, scratch).empty();
      out.emplace(name, fitting ? value : merge(value, *found, bindings));
    }
  }
  for (const auto& [name, value] : actual) {
    if (!out.contains(name) && !expected.contains(more_mark)) {
      out.emplace(name, masked(value, bindings));
    }
  }
  return out;
}

json::array merge_arrays(const json::array& expected, const json::array& actual,
                         const Bindings& bindings) {
  json::array out;
  if (!expected.empty() && expected.front() == json::value(any_order_mark)) {
    out = masked(json::value(actual), bindings).get_array();
    out.insert(out.begin(), expected.front());
    return out;
  }
  for (std::size_t i = 0; i < actual.size(); ++i) {
    out.push_back(i < expected.size() ? merge(expected[i], actual[i], bindings)
                                      : masked(actual[i], bindings));
  }
  return out;
}

std::optional<json::value> parse(const std::string& text) {
  boost::system::error_code fault;
  json::value value = json::parse(text, fault);
  return fault ? std::nullopt : std::optional(std::move(value));
}

std::string rewritten_body(const Exchange& exchange, const Answer& answer,
                           const Bindings& bindings) {
  const std::optional<json::value> actual = parse(answer.body);
  if (!actual || exchange.expected_body == "<any>") {
    return actual ? exchange.expected_body : answer.body;
  }
  const std::optional<json::value> expected = parse(exchange.expected_body);
  return pretty(expected ? merge(*expected, *actual, bindings) : masked(*actual, bindings));
}

}  // namespace

json::value merge(const json::value& expected, const json::value& actual,
                  const Bindings& bindings) {
  Bindings scratch = bindings;
  if (differences(expected, actual, scratch).empty()) {
    return expected;
  }
  if (expected.is_object() && actual.is_object()) {
    return merge_objects(expected.get_object(), actual.get_object(), bindings);
  }
  if (expected.is_array() && actual.is_array()) {
    return merge_arrays(expected.get_array(), actual.get_array(), bindings);
  }
  return masked(actual, bindings);
}

std::string rewritten_expectation(const Exchange& exchange, const Answer& answer,
                                  const Bindings& bindings) {
  std::string out = std::to_string(answer.status) + "\n";
  for (const auto& [name, pattern] : exchange.expected_headers) {
    const std::string* actual = answer.header(name);
    Bindings scratch = bindings;
    const std::string text = actual == nullptr                 ? "<absent>"
                             : fits(pattern, *actual, scratch) ? pattern
                                                               : masked(*actual, bindings);
    out += fmt::format("{}: {}\n", name, text);
  }
  const bool shows_body = !exchange.setup || !exchange.expected_body.empty();
  if (shows_body && !answer.body.empty()) {
    out += "\n" + rewritten_body(exchange, answer, bindings) + "\n";
  }
  return out;
}

void replace_expectation(std::vector<std::string>& lines, const Exchange& exchange,
                         const std::string& text) {
  std::vector<std::string> fresh;
  for (std::size_t from = 0; from < text.size();) {
    const auto end = std::min(text.find('\n', from), text.size());
    fresh.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  const auto first = lines.begin() + static_cast<std::ptrdiff_t>(exchange.expected_first);
  const auto last = lines.begin() + static_cast<std::ptrdiff_t>(exchange.expected_last);
  lines.insert(lines.erase(first, last), fresh.begin(), fresh.end());
}

}  // namespace provost::golden
