#include "console/negotiate.h"

#include <optional>

#include "base/text.h"

namespace provost::console {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blank = " \t";
  const std::size_t first = text.find_first_not_of(blank);
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

// Removes the part before the first separator from a list.
std::string_view next_part(std::string_view& list, char separator) {
  const std::size_t end = list.find(separator);
  const std::string_view part = list.substr(0, end);
  list = end == std::string_view::npos ? std::string_view{} : list.substr(end + 1);
  return trimmed(part);
}

// A quality of only zeros: "0", "0.", "0.000".
bool is_zero(std::string_view quality) {
  return quality.starts_with('0') && quality.find_first_not_of("0.") == std::string_view::npos;
}

// Whether the parameters of a coding leave it acceptable.
bool is_wanted(std::string_view parameters) {
  while (!parameters.empty()) {
    std::string_view value = next_part(parameters, ';');
    const std::string_view name = next_part(value, '=');
    if (iequals(name, "q")) {
      return !is_zero(trimmed(value));
    }
  }
  return true;
}

}  // namespace

bool accepts_gzip(std::string_view accept_encoding) {
  std::optional<bool> any;
  while (!accept_encoding.empty()) {
    std::string_view rest = next_part(accept_encoding, ',');
    const std::string_view coding = next_part(rest, ';');
    if (iequals(coding, "gzip")) {
      return is_wanted(rest);
    }
    if (coding == "*") {
      any = is_wanted(rest);
    }
  }
  return any.value_or(false);
}

bool names_tag(std::string_view if_none_match, std::string_view tag) {
  while (!if_none_match.empty()) {
    std::string_view named = next_part(if_none_match, ',');
    if (named.starts_with("W/")) {
      named.remove_prefix(2);
    }
    if (named == "*" || named == tag) {
      return true;
    }
  }
  return false;
}

}  // namespace provost::console
