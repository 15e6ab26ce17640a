#include "golden/compare.h"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

namespace provost::golden {
namespace {

namespace json = boost::json;

class Comparison {
 public:
  explicit Comparison(Bindings& bindings) : bindings_(bindings) {}
  void compare(const json::value& expected, const json::value& actual, const std::string& place);
  std::vector<std::string> take() { return std::move(found_); }

 private:
  void compare_text(std::string_view pattern, const json::value& actual, const std::string& place);
  void compare_objects(const json::object& expected, const json::object& actual,
                       const std::string& place);
  void compare_meta(std::string_view type, const json::object& resource, const json::value& meta,
                    const std::string& place);
  void compare_arrays(const json::array& expected, const json::array& actual,
                      const std::string& place);
  void compare_in_any_order(const json::array& expected, const json::array& actual,
                            const std::string& place);
  bool take_fitting(const json::value& expected, json::array& rest);
  void note(const std::string& place, std::string_view what) {
    found_.push_back(fmt::format("{}: {}", place, what));
  }
  void note_other(const std::string& place, const json::value& expected,
                  const json::value& actual) {
    note(place,
         fmt::format("expected {}, got {}", json::serialize(expected), json::serialize(actual)));
  }

  Bindings& bindings_;
  std::vector<std::string> found_;
};

bool is_text(const json::value& value, std::string_view text) {
  return value.is_string() && std::string_view(value.get_string()) == text;
}

// What clients regard as "no value" (idp-clients.md §2.3).
bool is_empty(const json::value& value) {
  return value.is_null() || is_text(value, "") || (value.is_array() && value.get_array().empty()) ||
         (value.is_object() && value.get_object().empty());
}

// The type named by "<meta User>", or nothing.
std::string_view meta_type(const json::value& expected) {
  constexpr std::string_view mark = "<meta ";
  if (!expected.is_string()) {
    return {};
  }
  const std::string_view text(expected.get_string());
  return text.starts_with(mark) && text.ends_with('>')
             ? text.substr(mark.size(), text.size() - mark.size() - 1)
             : std::string_view{};
}

std::string member_place(const std::string& place, std::string_view name) {
  return fmt::format("{}.{}", place, name);
}

void Comparison::compare(const json::value& expected, const json::value& actual,
                         const std::string& place) {
  if (expected.is_string()) {
    compare_text(expected.get_string(), actual, place);
  } else if (expected.is_object() && actual.is_object()) {
    compare_objects(expected.get_object(), actual.get_object(), place);
  } else if (expected.is_array() && actual.is_array()) {
    compare_arrays(expected.get_array(), actual.get_array(), place);
  } else if (expected != actual) {
    note_other(place, expected, actual);
  }
}

// "<any>" fits any value; every other pattern only a string.
void Comparison::compare_text(std::string_view pattern, const json::value& actual,
                              const std::string& place) {
  if (pattern == "<any>") {
    return;
  }
  if (!actual.is_string() || !fits(pattern, actual.get_string(), bindings_)) {
    note_other(place, json::string(pattern), actual);
  }
}

void Comparison::compare_objects(const json::object& expected, const json::object& actual,
                                 const std::string& place) {
  for (const auto& [name, value] : expected) {
    if (name == more_mark) {
      continue;
    }
    const json::value* found = actual.if_contains(name);
    if (is_text(value, empty_mark)) {
      if (found != nullptr && !is_empty(*found)) {
        note(member_place(place, name), "not empty: " + json::serialize(*found));
      }
    } else if (found == nullptr) {
      note(member_place(place, name), "missing");
    } else if (const std::string_view type = meta_type(value); !type.empty()) {
      compare_meta(type, actual, *found, member_place(place, name));
    } else {
      compare(value, *found, member_place(place, name));
    }
  }
  if (expected.contains(more_mark)) {
    return;
  }
  for (const auto& [name, value] : actual) {
    if (!expected.contains(name)) {
      note(member_place(place, name), "not expected: " + json::serialize(value));
    }
  }
}

void Comparison::compare_meta(std::string_view type, const json::object& resource,
                              const json::value& meta, const std::string& place) {
  const json::value* id = resource.if_contains("id");
  const std::string id_text = id != nullptr && id->is_string() ? std::string(id->get_string()) : "";
  const json::value expected = {{"resourceType", type},
                                {"created", "<time>"},
                                {"lastModified", "<time>"},
                                {"location", fmt::format("<base>/{}s/{}", type, id_text)},
                                {"version", "<etag>"}};
  compare(expected, meta, place);
}

void Comparison::compare_arrays(const json::array& expected, const json::array& actual,
                                const std::string& place) {
  if (!expected.empty() && is_text(expected.front(), any_order_mark)) {
    compare_in_any_order(expected, actual, place);
    return;
  }
  const bool more = !expected.empty() && is_text(expected.back(), more_mark);
  const std::size_t size = expected.size() - (more ? 1 : 0);
  for (std::size_t i = 0; i < size; ++i) {
    const std::string element_place = fmt::format("{}[{}]", place, i);
    if (i >= actual.size()) {
      note(element_place, "missing: " + json::serialize(expected[i]));
    } else {
      compare(expected[i], actual[i], element_place);
    }
  }
  for (std::size_t i = size; i < actual.size() && !more; ++i) {
    note(fmt::format("{}[{}]", place, i), "not expected: " + json::serialize(actual[i]));
  }
}

// Each expected element takes the first unused actual one that fits.
void Comparison::compare_in_any_order(const json::array& expected, const json::array& actual,
                                      const std::string& place) {
  json::array rest = actual;
  bool more = false;
  for (std::size_t i = 1; i < expected.size(); ++i) {
    if (i + 1 == expected.size() && is_text(expected[i], more_mark)) {
      more = true;
    } else if (!take_fitting(expected[i], rest)) {
      note(place, "no element fits " + json::serialize(expected[i]));
    }
  }
  for (const json::value& extra : rest) {
    if (!more) {
      note(place, "element not expected: " + json::serialize(extra));
    }
  }
}

bool Comparison::take_fitting(const json::value& expected, json::array& rest) {
  for (auto candidate = rest.begin(); candidate != rest.end(); ++candidate) {
    Bindings trial_bindings = bindings_;
    Comparison trial(trial_bindings);
    trial.compare(expected, *candidate, {});
    if (trial.found_.empty()) {
      bindings_ = std::move(trial_bindings);
      rest.erase(candidate);
      return true;
    }
  }
  return false;
}

}  // namespace

std::vector<std::string> differences(const json::value& expected, const json::value& actual,
                                     Bindings& bindings) {
  Comparison comparison(bindings);
  comparison.compare(expected, actual, "body");
  return comparison.take();
}

}  // namespace provost::golden
